package org.wingloss.model.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.RunLayout;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Storage;

/** A trained model on disk: one network, or two stages. */
public sealed interface StoredModel permits ModelFile, PipelineFile {
  /** The description of the network that gives the prediction: the second of two stages. */
  ModelDescription description();

  /** The networks in the order in which they are used. */
  List<ModelFile> stages();

  /**
   * Writes a folder with the weights of this model under other descriptions: calibrated for 8 bits,
   * say, or with other plausible shapes.
   *
   * @param descriptions one per stage, in order, of the same networks
   * @param storage how many bits the weights have; 8 need descriptions with a calibration
   * @throws IllegalArgumentException if they are not as many as the stages, or calibrated and not
   *     stored in 8 bits
   * @throws InvalidDataException if the folder cannot be written
   */
  void write(Path folder, List<ModelDescription> descriptions, Storage storage);

  /** What tells this model from every other: the beginning of the SHA-256 of its description. */
  default String id() {
    return sha256().substring(0, 12);
  }

  /** The SHA-256 of the file that pins all others. */
  String sha256();

  /** The model card: the text that tells people what the model is, and is not, for. */
  String card();

  /**
   * Opens a model folder, the folder of a training run (its {@code model/}), or a zip of a model.
   *
   * @throws InvalidDataException if there is no model, or one that cannot be used
   */
  static StoredModel open(Path path) {
    ModelStore store = ModelStore.at(place(path));
    if (!store.isModel()) {
      throw InvalidDataException.in(
          path,
          "holds neither %s nor %s, so it is not a model"
              .formatted(ModelFile.DESCRIPTION, PipelineFile.DESCRIPTION));
    }
    return store.has(PipelineFile.DESCRIPTION) ? PipelineFile.in(store) : ModelFile.in(store);
  }

  /** What {@link #open} reads: the path itself, or a run's {@code model/}, maybe a link. */
  static Path place(Path path) {
    Path ofRun = path.resolve(RunLayout.MODEL);
    return Files.isDirectory(ofRun) && !ModelStore.at(path).isModel() ? ofRun : path;
  }

  /**
   * Refuses a place for {@link #write} that holds other files than a model's.
   *
   * @throws InvalidDataException naming one of them
   */
  static void requireReplaceable(Path folder) {
    ModelFolder.requireReplaceable(folder);
  }
}
