package org.wingloss.training.run;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.Sha256;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.training.loop.Validation;
import org.wingloss.training.recipe.BoxProtocolLine;
import org.wingloss.training.recipe.Recipe;

/**
 * A validation that leaves in the run's folder what it saw: some faces at every validation, the
 * worst faces and all predictions at the best one.
 */
final class RecordedValidation implements Validation {
  private final ValidationFaces faces;
  private final String sha256;
  private final Recipe recipe;
  private final ValidationMetric metric;
  private final RunFolder folder;
  private List<Landmarks> predictions = List.of();
  private Optional<RgbImage> picture = Optional.empty();

  /**
   * Of these faces.
   *
   * @param sha256 see {@link TrainingSet#validationSha256}
   */
  RecordedValidation(
      ValidationFaces faces,
      String sha256,
      Recipe recipe,
      ValidationMetric metric,
      RunFolder folder) {
    this.faces = faces;
    this.sha256 = sha256;
    this.recipe = recipe;
    this.metric = metric;
    this.folder = folder;
  }

  @Override
  public double nme(ForwardPass network) {
    predictions = faces.landmarks(network);
    double nme = faces.nme(predictions, metric);
    picture = Optional.of(faces.some(predictions));
    picture.ifPresent(sheet -> ImageFiles.writePng(sheet, folder.validationPicture()));
    return nme;
  }

  /**
   * The norm and the faces, which is all that checkpoints of earlier versions have, then what else
   * decides where the model of given weights finds landmarks.
   */
  @Override
  public String digest() {
    String first = BoxProtocolLine.line(recipe.box()) + " " + recipe.stage().network().line();
    String model = faces.stages().map(both -> first + " " + second(both)).orElse(first);
    String hashed = Sha256.of(model).hex();
    return metric.norm() + " " + sha256 + " " + hashed;
  }

  private String second(ValidationFaces.Stages both) {
    return "%s %s %s %s %s"
        .formatted(
            recipe.second().orElseThrow().stage().network().line(),
            both.alignment().kind(),
            both.alignment().margin(),
            both.alignment().meanShape(),
            both.prediction());
  }

  @Override
  public void best() {
    double[] errors = faces.errors(predictions, metric);
    ImageFiles.writePng(faces.worst(predictions, errors), folder.worstFaces());
    faces.write(predictions, errors, folder.validationPredictions());
  }

  @Override
  public Optional<RgbImage> picture() {
    return picture;
  }
}
