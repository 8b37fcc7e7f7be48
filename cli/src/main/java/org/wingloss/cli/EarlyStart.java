package org.wingloss.cli;

import ai.onnxruntime.OrtEnvironment;
import java.util.List;
import javax.imageio.ImageIO;
import org.wingloss.model.file.ModelFile;

/**
 * Loads in another thread what a verb will need whatever its options say, while picocli reads them:
 * the library of ONNX Runtime, the classes of Jackson that read a model's description, the list of
 * picture readers. Whoever needs one of them waits for it, or loads it where the thread has not
 * come to it yet.
 */
final class EarlyStart {
  private static final List<String> VERBS = List.of("predict", "track");

  private EarlyStart() {}

  /** Begins, where the verb is one that localises faces. */
  static void begin(String verb) {
    if (VERBS.contains(verb)) {
      Thread thread = new Thread(EarlyStart::load, "early-start");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void load() {
    try {
      OrtEnvironment.getEnvironment();
      ModelFile.standard();
      ImageIO.getUseCache();
    } catch (RuntimeException | LinkageError e) {
      // It fails again, with a sentence, where it is needed.
    }
  }
}
