package org.wingloss.cli.prediction;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileName;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PicturePrediction;

/**
 * The folder of drawn pictures. Each lies in it as its picture lies below the folder that all
 * pictures have in common, so that two pictures never share a name: {@code x/a.jpg} becomes {@code
 * x/a.jpg.png}.
 *
 * @param folder of the drawings
 * @param common the folder that all pictures have in common
 */
public record DrawnPictures(Path folder, Path common) {
  private static final String ENDING = ".png";

  /** For these pictures; frames without a file are named from the working folder. */
  public static DrawnPictures of(Path folder, List<InputPicture> pictures) {
    return new DrawnPictures(folder, InputPicture.commonFolder(pictures));
  }

  /**
   * Draws the faces of a picture, if there are any.
   *
   * @param scheme what their landmarks mean
   * @param spread whether the spread of the averaged predictions is drawn too
   * @return writes the drawing, which is encoded already: that takes longer than all the rest
   */
  Optional<Runnable> drawing(PicturePrediction prediction, LandmarkScheme scheme, boolean spread) {
    if (prediction.faces().isEmpty()) {
      return Optional.empty();
    }
    Drawing drawing = new Drawing(prediction.image());
    for (PicturePrediction.FoundFace face : prediction.faces()) {
      FacePrediction found = face.prediction();
      Drawing.Marking marking = Drawing.Marking.of(found.plausible());
      drawing.box(face.box(), marking);
      drawing.landmarks(found.landmarks(), scheme, marking);
      if (spread) {
        drawing.spread(found.landmarks(), found.spread());
      }
    }
    byte[] png = ImageFiles.png(drawing.image());
    Path file = file(prediction.picture());
    return Optional.of(() -> AtomicFile.write(file, png));
  }

  /** Writes the drawing of a picture. */
  void write(RgbImage drawing, InputPicture picture) {
    ImageFiles.writePng(drawing, file(picture));
  }

  private Path file(InputPicture picture) {
    Path below = picture.pathFrom(common);
    String name = FileName.fitting(below.getFileName().toString(), ENDING);
    return folder.resolve(below).resolveSibling(name + ENDING);
  }
}
