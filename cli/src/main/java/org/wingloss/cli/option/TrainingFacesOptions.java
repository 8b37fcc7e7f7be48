package org.wingloss.cli.option;

import java.nio.file.Path;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.TrainingData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --data} and {@code --boxes}: the faces that a recipe trains on. */
public final class TrainingFacesOptions {
  @Mixin private DataOption data;

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description = "Face boxes by picture, for recipes with box: file.")
  private Path boxes;

  /** Reads the faces for a recipe. */
  public TrainingData read(Recipe recipe) {
    DatasetReader reader = data.reader(recipe.data());
    return boxes == null
        ? TrainingData.read(recipe, reader, data.data())
        : TrainingData.read(recipe, reader, data.data(), boxes);
  }
}
