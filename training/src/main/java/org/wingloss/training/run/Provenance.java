package org.wingloss.training.run;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.wingloss.data.ProgramVersion;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.engine.PyTorchEngine;

/**
 * Where a run comes from, beside its recipe: enough to say whether another run is the same, and why
 * its bits differ if it is not.
 *
 * @param recipe the file or name that was asked for
 * @param data what the faces are, see {@link org.wingloss.model.file.TrainedOn#text}
 * @param faces the number of training faces, before balancing
 * @param validationFaces the number of faces held out
 * @param dataSha256 of ids, landmarks, boxes and picture sizes; of a stream that of its index
 * @param program our version and its commit
 * @param engine the engine and its version
 * @param device what trained
 * @param threads of the engine
 * @param java the runtime
 * @param system the operating system
 */
public record Provenance(
    String recipe,
    String data,
    int faces,
    int validationFaces,
    String dataSha256,
    String program,
    String engine,
    String device,
    int threads,
    String java,
    String system) {

  /** Reads the file. */
  public static Provenance read(Path file) {
    return StrictJson.read(file, Provenance.class);
  }

  /**
   * How data differ from those with which the run began, in a sentence; empty if they are equal.
   *
   * @throws org.wingloss.data.InvalidDataException if a picture cannot be read
   */
  public Optional<String> changeOf(TrainingSet wanted) {
    if (dataSha256.equals(wanted.sha256())) {
      return Optional.empty();
    }
    return Optional.of(
        "the run began with %d training and %d validation faces of %s but found %d and %d of %s%s"
            .formatted(
                faces,
                validationFaces,
                data,
                wanted.trainingFaces(),
                wanted.validation().size(),
                wanted.trainedOn().text(),
                faces == wanted.trainingFaces()
                    ? ", whose landmarks, boxes, photographs or pictures differ"
                    : ""));
  }

  /** Gathers what the machine knows. */
  static Provenance of(String recipe, TrainingSet data, String device) {
    Engine engine = PyTorchEngine.get();
    return new Provenance(
        recipe,
        data.trainedOn().text(),
        data.trainingFaces(),
        data.validation().size(),
        data.sha256(),
        ProgramVersion.text(),
        "DJL %s, %s %s"
            .formatted(Engine.getDjlVersion(), engine.getEngineName(), engine.getVersion()),
        device,
        EngineThreads.count(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }

  String json() {
    return StrictJson.write(this) + "\n";
  }

  /** As a model's description carries it. */
  Map<String, String> entries() {
    return Map.of(
        "recipe", recipe,
        "data", data,
        "faces", Integer.toString(faces),
        "data-sha256", dataSha256,
        "program", program,
        "engine", engine,
        "device", device,
        "java", java,
        "system", system);
  }
}
