package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.file.TrainedOn;
import org.wingloss.training.recipe.Recipe;

/** The annotated faces of a training: all in memory, or a stream of tar shards. */
public sealed interface TrainingSet permits TrainingData, StreamedData {
  /** What they are, as the provenance of a model says it. */
  TrainedOn trainedOn();

  /** What their landmarks mean. */
  LandmarkScheme scheme();

  /** How many there are to train on, before balancing. */
  int trainingFaces();

  /** Those that are held out; possibly none. */
  List<Face> validation();

  /** What is odd about them, a sentence each. */
  List<String> remarks();

  /** A number that another data set will not have. */
  String sha256();

  /** A number that other held-out faces will not have. */
  String validationSha256();

  /**
   * These faces and pseudo-labelled ones, to train on and never to validate on.
   *
   * @param file {@linkplain org.wingloss.data.format.JsonLines JSON Lines} such as {@code predict}
   *     writes
   * @param followsLinks whether every symbolic link to their pictures is followed, see {@link
   *     org.wingloss.data.dataset.DatasetReader#followingLinks}
   * @throws org.wingloss.data.InvalidDataException if it cannot be read or does not go with them
   */
  TrainingSet withLabelled(Path file, boolean followsLinks);

  /**
   * These faces, and photographs without landmarks, which the first of two stages labels for the
   * second.
   *
   * @param folder with photographs at any depth
   * @throws org.wingloss.data.InvalidDataException if it holds none, or they do not go with the
   *     faces
   */
  TrainingSet withPhotographs(Path folder);

  /** Shapes of training faces, pixels of their pictures: enough to say what they have in common. */
  List<Landmarks> shapes();

  /** Whether a picture is needed again after its training faces were cut out. */
  boolean readsAgain(Recipe recipe);
}
