package org.wingloss.training.device;

import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.model.engine.PyTorchEngine;

/**
 * What would train here, and why nothing faster would.
 *
 * @param engine the engine, its version and its native bridge
 * @param threads processor threads of one operation
 * @param bfloat16 whether {@code precision: bfloat16} is fast here, one sentence
 * @param int8 whether inference in 8 bits ({@code export --precision int8}) is fast here, one
 *     sentence
 * @param gpus GPUs that the engine can use
 * @param auto what {@code --device auto} means
 * @param notes why there is no GPU, or which there are, one sentence each
 * @param advice what to do for one; empty when there is one, or none can be used
 */
public record DeviceReport(
    String engine,
    int threads,
    String bfloat16,
    String int8,
    int gpus,
    String auto,
    List<String> notes,
    List<String> advice) {
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  /** What the bridge of extensions/bridge tells of itself. */
  private static final String OWN_BRIDGE = "wingloss-bridge";

  private static final List<String> ADVICE =
      List.of(
          "1. Install NVIDIA's driver; nvidia-smi must list the card.",
          "2. Install PyTorch with CUDA (pip install torch), or unpack pytorch.org's libtorch.",
          "3. Run 'wingloss engine build --libtorch DIR', and the export lines that it prints.",
          "4. Run 'wingloss devices' again.");

  /** Copies the lists. */
  public DeviceReport {
    notes = List.copyOf(notes);
    advice = List.copyOf(advice);
  }

  /**
   * Asks the engine and the system.
   *
   * @param threads see {@link org.wingloss.training.run.EngineThreads}
   */
  public static DeviceReport ask(int threads) {
    Engine engine = PyTorchEngine.get();
    int gpus = engine.getGpuCount();
    String system = System.getProperty("os.name");
    String flavour = System.getenv().getOrDefault("PYTORCH_FLAVOR", "cpu");
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < gpus; i++) {
      notes.add("gpu:%d has compute capability %s".formatted(i, CudaUtils.getComputeCapability(i)));
    }
    if (gpus == 0) {
      notes.add(whyNone(system, flavour, Files.exists(NVIDIA_DRIVER)));
    }
    return new DeviceReport(
        "%s %s through DJL %s and %s bridge"
            .formatted(
                engine.getEngineName(),
                engine.getVersion(),
                Engine.getDjlVersion(),
                engine.hasCapability(OWN_BRIDGE) ? "this project's" : "its"),
        threads,
        ProcessorInstructions.sentence(ProcessorInstructions.BFLOAT16),
        ProcessorInstructions.sentence(ProcessorInstructions.INT8),
        gpus,
        gpus > 0 ? "gpu:0" : "cpu",
        notes,
        gpus > 0 || !isLinux(system) ? List.of() : ADVICE);
  }

  private static boolean isLinux(String system) {
    return system.startsWith("Linux");
  }

  /** Why there is no GPU, one sentence. */
  static String whyNone(String system, String flavour, boolean driver) {
    if (!isLinux(system)) {
      return "no GPU: this libtorch for %s computes on the processor; a GPU is used on Linux alone"
          .formatted(system);
    }
    if (!flavour.startsWith("cu")) {
      return "no GPU: this libtorch is the processor's (flavour %s)%s"
          .formatted(
              flavour,
              driver
                  ? ", though an NVIDIA driver is installed"
                  : ", and no NVIDIA driver is installed");
    }
    return driver
        ? "no GPU: libtorch is of flavour %s but finds no card, see nvidia-smi".formatted(flavour)
        : "no GPU: libtorch is of flavour %s but no NVIDIA driver is installed".formatted(flavour);
  }
}
