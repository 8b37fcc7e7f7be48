package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.evaluation.score.Scores;

/** Chooses the faces to look at and cuts them out of their pictures. */
public final class Examples {
  private static final int SIZE = 256;
  private static final double CONTEXT = 1.5;

  /** Annotations farther out are shown as if they lay here. */
  private static final double FAR = 1e8;

  private Examples() {}

  /** Where ground truth and predictions are found again after scoring. */
  public interface Lookup {
    /** The ground-truth face at a place of {@link Scores#ids()}; its picture can be read. */
    Face truth(int face);

    /** The prediction for that face, if there is one. */
    Optional<Landmarks> prediction(int face);
  }

  /**
   * The faces with the largest errors, the largest first, and those around the median.
   *
   * @param norm by whose errors the faces are ordered
   * @param worst how many of the worst
   * @param median how many around the median
   */
  public static List<Example> of(Scores scores, String norm, Lookup lookup, int worst, int median) {
    return new Chooser("", scores, norm, lookup).choose(worst, median);
  }

  /**
   * As {@link #of(Scores, String, Lookup, int, int)}, of a run under its main norm, with its name.
   */
  public static List<Example> of(Summary run, Lookup lookup, int worst, int median) {
    return new Chooser(run.name(), run.scores(), run.mainNorm(), lookup).choose(worst, median);
  }

  private record Chooser(String run, Scores scores, String norm, Lookup lookup) {
    List<Example> choose(int worst, int median) {
      double[] errors = scores.byFace(norm);
      int[] order =
          IntStream.range(0, errors.length)
              .filter(i -> !Double.isNaN(errors[i]))
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> errors[i]).thenComparing(i -> i))
              .mapToInt(i -> i)
              .toArray();
      List<Example> examples = new ArrayList<>();
      for (int k = 0; k < Math.min(worst, order.length); k++) {
        examples.add(example("worst", order[order.length - 1 - k], errors));
      }
      int first = Math.max(0, (order.length - median) / 2);
      for (int i : Arrays.copyOfRange(order, first, Math.min(order.length, first + median))) {
        examples.add(example("median", i, errors));
      }
      return examples;
    }

    private Example example(String kind, int face, double[] errors) {
      Face truth = lookup.truth(face);
      Box region = region(truth.landmarks());
      AffineMap cutFromImage = AffineMap.boxToSquare(region, SIZE);
      Optional<byte[]> jpeg = Optional.empty();
      if (truth.picture().isPresent()) {
        try {
          RgbImage image = ImageFiles.read(truth.picture().get());
          jpeg = Optional.of(ImageFiles.jpeg(Warp.crop(image, cutFromImage, SIZE, SIZE), 0.85));
        } catch (InvalidDataException e) {
          // A report without one picture is worth more than no report; the drawing shows the
          // points.
        }
      }
      return new Example(
          run,
          kind,
          scores.ids().get(face),
          100 * errors[face],
          SIZE,
          jpeg,
          truth.landmarks().map(cutFromImage),
          lookup.prediction(face).filter(p -> !p.isMissing()).map(p -> p.map(cutFromImage)));
    }
  }

  /** A square around the landmarks with some context, even where they lie on one line. */
  private static Box region(Landmarks truth) {
    DoubleSummaryStatistics x = present(truth).mapToDouble(truth::x).summaryStatistics();
    DoubleSummaryStatistics y = present(truth).mapToDouble(truth::y).summaryStatistics();
    double side = Math.max(x.getMax() - x.getMin(), y.getMax() - y.getMin());
    double half = Math.min(FAR, Math.max(1, side) / 2 * CONTEXT);
    double centreX = bounded((x.getMin() + x.getMax()) / 2);
    double centreY = bounded((y.getMin() + y.getMax()) / 2);
    return new Box(centreX - half, centreY - half, centreX + half, centreY + half);
  }

  private static double bounded(double centre) {
    return Math.max(-FAR, Math.min(FAR, centre));
  }

  private static IntStream present(Landmarks points) {
    return IntStream.range(0, points.count()).filter(points::isPresent);
  }
}
