package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.wingloss.data.image.PictureSource;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.StageRecipe;

/** The faces of one stage: where they are cut and how often each is drawn. */
sealed interface StageFaces permits CroppedFaces, StreamedData.StreamedFaces {
  /**
   * How faces are cut before the first step.
   *
   * @param pictures decodes; a picture that several stages need is kept if memory allows
   * @param cache receives what memory cannot hold
   * @param decoding is told, for a number of faces, how many of them are decoded; from any thread
   * @param done is told when all are cut
   */
  record Cutting(
      PictureSource pictures, Path cache, IntFunction<IntConsumer> decoding, Runnable done) {}

  /** What the first stage of a recipe learns from and is measured on. */
  static StageFaces first(TrainingSet data, Recipe recipe, PictureSource pictures) {
    return data instanceof TrainingData annotated
        ? CroppedFaces.first(annotated, recipe, pictures)
        : ((StreamedData) data).stageFaces();
  }

  /** Those that are held out. */
  Optional<ValidationFaces> validation();

  /** Training faces that are made ready when they are first drawn. */
  Trainer.Faces open(StageRecipe stage, long seed, Cutting cutting);

  /** The mean shape and crops that the second stage begins with. */
  record Second(Alignment alignment, StageFaces faces) {}

  /**
   * The faces of the second stage, cut along the predictions of the first.
   *
   * @param network the first stage's
   */
  Second second(Recipe recipe, ForwardPass network, PictureSource pictures);
}
