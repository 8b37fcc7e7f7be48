package org.wingloss.spark.predict;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.SparkFiles;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
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
  PredictionSetup {
    models = List.copyOf(models);
  }

  /** Whether several predictions per face are averaged. */
  boolean spreads() {
    return augmented || models.size() > 1;
  }

  Ensemble openModels() {
    TestTimeAugmentation views = TestTimeAugmentation.of(augmented);
    return models.isEmpty()
        ? Ensemble.standard(views)
        : Ensemble.open(models.stream().map(PredictionSetup::arrived).toList(), views, refine);
  }

  FaceDetector openDetector() {
    OptionalInt size = detectorSize == 0 ? OptionalInt.empty() : OptionalInt.of(detectorSize);
    return detector == null
        ? FaceDetector.standard(size)
        : FaceDetector.open(arrived(detector), size);
  }

  private static Path arrived(String name) {
    return Path.of(SparkFiles.get(name));
  }
}
