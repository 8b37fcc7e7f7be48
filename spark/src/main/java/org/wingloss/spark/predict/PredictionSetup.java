package org.wingloss.spark.predict;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.SparkFiles;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.PredictionModels;
import org.wingloss.model.inference.TestTimeAugmentation;

/**
 * What an executor opens. Models and detector are files that travelled with the job.
 *
 * @param models names of files; none for the built-in model
 * @param refine whether boxes are refined
 * @param augmented whether predictions are averaged over test-time augmentation
 * @param detects whether a detector finds the boxes
 * @param detector the name of its file, or null for the built-in one
 * @param detectorSize the longer side at which pictures are searched; 0 for the usual
 */
record PredictionSetup(
    List<String> models,
    boolean refine,
    boolean augmented,
    boolean detects,
    String detector,
    int detectorSize)
    implements Serializable {
  private static final Map<PredictionSetup, PredictionModels> OPEN = new HashMap<>();

  PredictionSetup {
    models = List.copyOf(models);
  }

  /** Whether several predictions per face are averaged. */
  boolean spreads() {
    return augmented || models.size() > 1;
  }

  /**
   * The models of this process, opened by the first task that needs them and shared by all: each
   * call of the engine runs on its task's thread. In local mode they are closed when the verb ends;
   * an executor ends with them open, for the engine closes itself, and tasks may be under way.
   */
  PredictionModels opened() {
    synchronized (OPEN) {
      return OPEN.computeIfAbsent(
          this, setup -> PredictionModels.open(setup::openModels, setup::openDetector));
    }
  }

  /** Waits for the calls under way and frees the engine's memory. */
  static void closeAll() {
    synchronized (OPEN) {
      OPEN.values().forEach(PredictionModels::close);
      OPEN.clear();
    }
  }

  private Ensemble openModels() {
    TestTimeAugmentation views = TestTimeAugmentation.of(augmented, models.isEmpty());
    return models.isEmpty()
        ? Ensemble.standard(views)
        : Ensemble.open(models.stream().map(PredictionSetup::arrived).toList(), views, refine);
  }

  private Optional<FaceDetector> openDetector() {
    if (!detects) {
      return Optional.empty();
    }
    OptionalInt size = detectorSize == 0 ? OptionalInt.empty() : OptionalInt.of(detectorSize);
    return Optional.of(
        detector == null
            ? FaceDetector.standard(size)
            : FaceDetector.open(arrived(detector), size));
  }

  private static Path arrived(String name) {
    return Path.of(SparkFiles.get(name));
  }
}
