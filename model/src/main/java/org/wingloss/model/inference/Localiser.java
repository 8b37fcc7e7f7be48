package org.wingloss.model.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Weights;

/**
 * Finds the landmarks of a face in a picture with one model. A localiser may be used by any number
 * of threads at once; its predictions do not depend on them.
 */
public abstract sealed class Localiser implements AutoCloseable
    permits OneStageLocaliser, TwoStageLocaliser {
  /**
   * Opens a model folder, the folder of a training run, a two-stage folder or a zip of one of them.
   * Inference runs on the caller's thread.
   *
   * @throws org.wingloss.data.InvalidDataException if there is no model, or one that cannot be used
   */
  public static Localiser open(Path model) {
    return open(model, 1);
  }

  /** Opens the built-in model, see {@link ModelFile#standard()}. */
  public static Localiser standard() {
    return OneStageLocaliser.of(ModelFile.standard(), 1);
  }

  /**
   * As {@link #open(Path)}.
   *
   * @param threads threads of the engine for one call; 1 runs on the caller's
   */
  public static Localiser open(Path model, int threads) {
    return of(StoredModel.open(model), threads);
  }

  /** Opens a model whose files were opened before, see {@link #open(Path, int)}. */
  public static Localiser of(StoredModel stored, int threads) {
    if (stored instanceof PipelineFile pipeline) {
      return TwoStageLocaliser.of(pipeline, threads);
    }
    return OneStageLocaliser.of((ModelFile) stored, threads);
  }

  /** One network whose weights are in memory. */
  public static Localiser of(ModelDescription description, Weights weights) {
    return OneStageLocaliser.of(description, weights, 1);
  }

  /** The description of the network that gives the prediction. */
  public abstract ModelDescription description();

  /**
   * The landmarks of several faces, of one or many pictures, in one batch per stage. The size of a
   * batch may change the last bits of a prediction.
   *
   * @return one localisation per face, in order
   * @throws IllegalStateException if the localiser is closed or waits to be
   */
  public abstract List<Localisation> localise(List<FaceInput> faces);

  /** The landmarks of one face. */
  public Localisation localise(RgbImage image, Box box) {
    return localise(List.of(new FaceInput(image, box))).get(0);
  }

  /** Work of several calls on this thread: closing waits until all of it is done. */
  abstract <T> T whileOpen(Supplier<T> work);

  /** The networks in order, each with the crop that it sees of a face. */
  abstract List<Stage> stages(FaceInput face);

  /** A network, and the crop that it sees of a face. */
  record Stage(OnnxNetwork network, PlacedFace face) {}

  /** Waits for the calls under way and frees the engine's memory; closing twice is harmless. */
  @Override
  public abstract void close();
}
