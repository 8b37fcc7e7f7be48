package org.wingloss.spark.predict;

import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InferenceRunner;

/**
 * The models of this process, opened by the first task that needs them and shared by all: each call
 * of the engine runs on its task's thread. They are closed when the process ends, in local mode
 * when the verb does.
 */
final class OpenedModels {
  private static final Map<PredictionSetup, OpenedModels> OPEN = new HashMap<>();
  private static boolean closesAtTheEnd;

  private final Ensemble models;
  private final FaceDetector detector;

  private OpenedModels(Ensemble models, FaceDetector detector) {
    this.models = models;
    this.detector = detector;
  }

  static synchronized OpenedModels of(PredictionSetup setup) {
    if (!closesAtTheEnd) {
      // Readers of picture formats that travelled with the job are found by the thread that asks.
      ImageIO.scanForPlugins();
      Runtime.getRuntime().addShutdownHook(new Thread(OpenedModels::closeAll, "wingloss-close"));
      closesAtTheEnd = true;
    }
    return OPEN.computeIfAbsent(setup, OpenedModels::open);
  }

  private static OpenedModels open(PredictionSetup setup) {
    Ensemble models = setup.openModels();
    try {
      return new OpenedModels(models, setup.detects() ? setup.openDetector() : null);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** Waits for the calls under way and frees the engine's memory. */
  static synchronized void closeAll() {
    OPEN.values().forEach(OpenedModels::close);
    OPEN.clear();
  }

  private void close() {
    models.close();
    if (detector != null) {
      detector.close();
    }
  }

  /**
   * What looks at one picture at a time.
   *
   * @param given where boxes come from, unless the detector finds them
   */
  InferenceRunner runner(BoxSource given, boolean upright) {
    return new InferenceRunner(
        models, detector == null ? given : new BoxSource.Detected(detector), upright, 1);
  }
}
