package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.training.loop.Validation;

/** A validation that also shows some of its faces, in a picture beside the run's log. */
final class DrawnValidation implements Validation {
  private final ValidationFaces faces;
  private final ValidationMetric metric;
  private final Path file;
  private Optional<RgbImage> picture = Optional.empty();

  /** Of these faces; the picture is replaced at every validation. */
  DrawnValidation(ValidationFaces faces, ValidationMetric metric, Path file) {
    this.faces = faces;
    this.metric = metric;
    this.file = file;
  }

  @Override
  public double nme(ForwardPass network) {
    List<Landmarks> predictions = faces.landmarks(network);
    double nme = faces.nme(predictions, metric);
    picture = faces.picture(predictions);
    picture.ifPresent(sheet -> ImageFiles.writePng(sheet, file));
    return nme;
  }

  @Override
  public Optional<RgbImage> picture() {
    return picture;
  }
}
