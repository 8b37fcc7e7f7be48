package org.wingloss.benchmark;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.model.engine.PyTorchEngine;

/**
 * What the figures depend on besides the program.
 *
 * @param processor its name, and the numbers of family and model that tell generations apart
 * @param cores that this process may use
 * @param instructions those that the kernels of the engines choose between
 * @param memoryGigabytes of the machine
 * @param system its name and version
 * @param java version and maker
 * @param onnxruntime its version
 * @param libtorch its version
 */
record Machine(
    String processor,
    int cores,
    Set<String> instructions,
    long memoryGigabytes,
    String system,
    String java,
    String onnxruntime,
    String libtorch) {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  /** Of x86 and ARM. */
  private static final Set<String> CHOSEN_BETWEEN =
      Set.of(
          "sse4_2",
          "avx",
          "avx2",
          "fma",
          "avx_vnni",
          "avx512f",
          "avx512bw",
          "avx512vl",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_tile",
          "amx_int8",
          "amx_bf16",
          "asimd",
          "asimddp",
          "i8mm",
          "bf16",
          "sve");

  /** The machine that this runs on; what it does not tell is {@code unknown}, 0 or empty. */
  static Machine here() {
    List<String> cpu = lines(PROCESSOR);
    return new Machine(
        "%s, family %s, model %s"
            .formatted(value(cpu, "model name"), value(cpu, "cpu family"), value(cpu, "model\t")),
        Runtime.getRuntime().availableProcessors(),
        instructions(cpu),
        Math.round(number(value(lines(MEMORY), "MemTotal")) / 1e6),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        System.getProperty("java.runtime.version") + " " + System.getProperty("java.vendor"),
        OrtEnvironment.getEnvironment().getVersion(),
        PyTorchEngine.get().getVersion());
  }

  /** Processes that wanted a processor, on average over the last minute. */
  static double load() {
    List<String> lines = lines(LOAD);
    return lines.isEmpty() ? 0 : number(lines.get(0));
  }

  /** Those of a processor's description that the engines choose between. */
  static Set<String> instructions(List<String> description) {
    String flags = value(description, "flags");
    Set<String> found = new TreeSet<>(CHOSEN_BETWEEN);
    found.retainAll(
        Arrays.asList(
            (flags.equals("unknown") ? value(description, "Features") : flags).split(" ")));
    return found;
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static double number(String text) {
    String first = text.split(" ", 2)[0];
    return first.equals("unknown") ? 0 : Double.parseDouble(first);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
