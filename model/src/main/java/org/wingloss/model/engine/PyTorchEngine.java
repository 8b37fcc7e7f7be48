package org.wingloss.model.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/**
 * The only way in this project to the training engine. DJL reports to its makers when an engine
 * starts; here that is off before it can, also for those who use the modules without the command
 * line. Who sets the property {@value #OPT_OUT} decides.
 */
public final class PyTorchEngine {
  /** What DJL calls it. */
  public static final String NAME = "PyTorch";

  private static final String OPT_OUT = "OPT_OUT_TRACKING";
  private static final String NATIVE_PATH = "jna.library.path";

  static {
    if (System.getProperty(OPT_OUT) == null) {
      System.setProperty(OPT_OUT, "true");
    }
    // DJL counts the GPUs by CUDA's runtime library, which it loads through JNA.
    String libraries = System.getenv("PYTORCH_LIBRARY_PATH");
    if (libraries != null && System.getProperty(NATIVE_PATH) == null) {
      System.setProperty(NATIVE_PATH, libraries);
    }
  }

  private PyTorchEngine() {}

  /**
   * The engine, started if need be.
   *
   * @throws EngineException if it does not start; says which platforms it is published for
   */
  public static Engine get() {
    try {
      return Engine.getEngine(NAME);
    } catch (RuntimeException | LinkageError e) {
      String artifact = "ai.djl.pytorch:pytorch-native-cpu";
      throw new EngineException(NativePlatform.here().sentence(NAME, artifact, e), e);
    }
  }

  /** Memory for arrays on a device. */
  public static NDManager newManager(Device device) {
    return NDManager.newBaseManager(device, NAME);
  }

  /** Memory for arrays of DJL's default engine on its default device. */
  public static NDManager newDefaultManager() {
    return NDManager.newBaseManager();
  }

  /** A model without a block yet. */
  public static Model newModel(String name, Device device) {
    return Model.newInstance(name, device, NAME);
  }
}
