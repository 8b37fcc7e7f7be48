package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.metric.PointErrors;
import org.wingloss.model.FaceLandmarks;
import org.wingloss.model.drawing.Drawing;

/**
 * The built-in detector and model on a few test faces, with no box given. Drawn pictures lie in the
 * folder.
 *
 * @param folder of the drawings
 * @param faces how many were looked for
 * @param found in how many of the pictures the first face found has its landmarks on the face
 * @param nme of these, a share of the inter-ocular distance; empty if none was found
 */
public record BuiltInFaces(Path folder, int faces, int found, OptionalDouble nme) {
  private static final int FACES = 6;
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");

  /** A face whose error is larger is another one. */
  private static final double LARGEST = 0.3;

  /** Looks for some of the faces, spread evenly over all. */
  static BuiltInFaces of(List<Face> test, Path folder) {
    try (FaceLandmarks standard = FaceLandmarks.standard()) {
      double[] errors =
          IntStream.range(0, FACES)
              .mapToDouble(
                  i -> {
                    Face face = test.get(i * test.size() / FACES);
                    return error(face, standard, folder.resolve("face" + (i + 1) + ".png"));
                  })
              .filter(error -> error < LARGEST)
              .toArray();
      return new BuiltInFaces(folder, FACES, errors.length, DoubleStream.of(errors).average());
    }
  }

  /** The error of the first face found, a share of the inter-ocular distance; infinite for none. */
  private static double error(Face face, FaceLandmarks standard, Path file) {
    RgbImage picture = ImageFiles.read(face.image());
    List<FaceLandmarks.Found> found = standard.find(picture);
    Drawing drawing = new Drawing(picture);
    found.forEach(one -> drawing.box(one.box()).landmarks(one.landmarks(), SCHEME));
    ImageFiles.writePng(drawing.image(), file);
    if (found.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double eyes = Normaliser.of("inter-ocular").length(SCHEME, face.landmarks(), face.box());
    return NormalisedMeanError.ofFace(
        PointErrors.between(face.landmarks(), found.get(0).landmarks()), eyes);
  }
}
