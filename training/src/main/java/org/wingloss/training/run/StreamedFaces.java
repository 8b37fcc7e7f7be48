package org.wingloss.training.run;

import java.util.Optional;
import org.wingloss.data.batch.PatchDrawer;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.stream.CropStream;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.StageRecipe;

/**
 * Faces that are read from tar shards while they are drawn.
 *
 * @param data the stream
 * @param validation those that are held out, in memory
 */
record StreamedFaces(StreamedData data, Optional<ValidationFaces> validation)
    implements StageFaces {
  @Override
  public Trainer.Faces open(StageRecipe stage, long seed, Cutting cutting) {
    ShardIndex index = data.folder().index();
    PatchDrawer drawer = new PatchDrawer(index.crop().size(), stage.augmentation(), data.scheme());
    return new Trainer.Faces(
        new CropStream(data.folder(), data.window(), drawer, seed),
        index.networkMeanShape(),
        index::nameOf);
  }

  @Override
  public Second second(Recipe recipe, ForwardPass network, PictureSource pictures) {
    throw new IllegalStateException("a stream was read for a recipe of two stages");
  }
}
