package org.wingloss.training.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.NumberText;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.StageRecipe;

/**
 * What the files of a run's models say of themselves.
 *
 * @param recipe by which they were trained
 * @param data the faces
 * @param metric of the validation
 * @param shapes what the shapes of the training faces have in common
 */
record ModelDescriptions(
    Recipe recipe, TrainingSet data, ValidationMetric metric, Optional<PlausibleShapes> shapes) {
  private static final Logger LOG = LoggerFactory.getLogger(ModelDescriptions.class);

  static ModelDescriptions of(Recipe recipe, TrainingSet data, ValidationMetric metric) {
    return new ModelDescriptions(recipe, data, metric, plausibleShapes(data));
  }

  /**
   * A model is as good without, so that neither unusual shapes nor a missing library end a training
   * that has come so far.
   */
  private static Optional<PlausibleShapes> plausibleShapes(TrainingSet data) {
    try {
      return Optional.of(PlausibleShapes.of(data.shapes()));
    } catch (IllegalArgumentException | IllegalStateException | OutOfMemoryError e) {
      LOG.info("the model will not mark implausible predictions: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Of a stage that has ended. */
  ModelDescription describe(StageRecipe stage, Provenance provenance, TrainingResult result) {
    Map<String, String> entries = new HashMap<>(provenance.entries());
    double nme = result.progress().bestNme();
    if (Double.isFinite(nme)) {
      entries.put("validation-nme", NumberText.format("%.3f", nme));
      entries.put("validation-norm", metric.norm());
      entries.put("validation-faces", Integer.toString(data.validation().size()));
    }
    ModelDescription described =
        new ModelDescription(
                stage.network(), data.scheme(), recipe.box(), stage.loss().toString(), entries)
            .withFlipOffset(stage.augmentation().flipOffset());
    return shapes.map(described::withShapes).orElse(described);
  }
}
