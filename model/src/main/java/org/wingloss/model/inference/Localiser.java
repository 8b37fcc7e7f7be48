package org.wingloss.model.inference;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.network.ModelDescription;

/**
 * Finds the landmarks of a face in a picture. A localiser may be used by any number of threads at
 * once; its answers do not depend on them.
 */
public sealed interface Localiser extends AutoCloseable
    permits OneStageLocaliser, TwoStageLocaliser {
  /**
   * Opens a model folder, the folder of a training run, a two-stage folder or a zip of one of them.
   * Answers run on the caller's thread.
   *
   * @throws org.wingloss.data.InvalidDataException if there is no model, or one that cannot be used
   */
  static Localiser open(Path model) {
    return open(model, 1);
  }

  /**
   * As {@link #open(Path)}.
   *
   * @param threads threads of the engine for one call; 1 runs on the caller's
   */
  static Localiser open(Path model, int threads) {
    StoredModel stored = StoredModel.open(model);
    if (stored instanceof PipelineFile pipeline) {
      return TwoStageLocaliser.of(pipeline, threads);
    }
    return OneStageLocaliser.of((ModelFile) stored, threads);
  }

  /** The description of the network that gives the answer. */
  ModelDescription description();

  /**
   * The landmarks of several faces, of one or many pictures.
   *
   * @return one answer per face, in order
   */
  List<Localisation> localise(List<FaceQuery> faces);

  /** The landmarks of one face. */
  default Localisation localise(RgbImage image, Box box) {
    return localise(List.of(new FaceQuery(image, box))).get(0);
  }

  /** Frees the engine's memory; no call may be under way. */
  @Override
  void close();
}
