package org.wingloss.training.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.data.ProgramVersion;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.device.Devices;

/**
 * Where a run comes from, beside its recipe: enough to say whether another run is the same, and why
 * its bits differ if it is not.
 *
 * @param recipe the file or name that was asked for
 * @param data what the faces are, see {@link org.wingloss.model.file.TrainedOn#text}
 * @param faces the number of training faces, before balancing
 * @param validationFaces the number of faces held out
 * @param dataSha256 see {@link TrainingSet#sha256}
 * @param program our version and its commit
 * @param engine the engine and its version
 * @param device what trained: {@code cpu}, {@code gpu:0} or {@code gpu:0,1}
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
                    ? ", whose scheme, landmarks, boxes, photographs or pictures differ"
                    : ""));
  }

  /**
   * That of a run in its folder: where nothing is left to do, the one with which it came to its
   * end.
   */
  static Provenance of(TrainingRun run) {
    RunFolder folder = run.folder();
    int stages = run.recipe().stages().size();
    if (folder.isFinished()
        && Checkpoint.exists(folder.checkpoint(run.recipe(), stages, "last"))
        && folder.changeOf(run.recipe()).isEmpty()) {
      Provenance earlier = read(folder.provenance());
      if (earlier.changeOf(run.data()).isEmpty()) {
        return earlier;
      }
    }
    return of(run.recipeName(), run.data(), run.device());
  }

  /**
   * Gathers what the machine knows.
   *
   * @param device see {@link Devices}
   */
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
        text(Devices.of(device)),
        EngineThreads.count(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }

  private static String text(List<Device> devices) {
    return devices.get(0).isGpu()
        ? devices.stream()
            .map(device -> Integer.toString(device.getDeviceId()))
            .collect(Collectors.joining(",", "gpu:", ""))
        : "cpu";
  }

  /** The same training on other faces. */
  Provenance on(TrainingSet others) {
    return new Provenance(
        recipe,
        others.trainedOn().text(),
        others.trainingFaces(),
        others.validation().size(),
        others.sha256(),
        program,
        engine,
        device,
        threads,
        java,
        system);
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
