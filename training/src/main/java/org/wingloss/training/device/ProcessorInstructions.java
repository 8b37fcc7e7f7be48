package org.wingloss.training.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the processor says that it can do. */
final class ProcessorInstructions {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Instructions that multiply bfloat16: AVX-512's, AMX's and ARM's. */
  private static final Set<String> BFLOAT16 = Set.of("avx512_bf16", "amx_bf16", "bf16", "svebf16");

  private ProcessorInstructions() {}

  /** Whether a training in bfloat16 is fast on this processor. */
  static String bfloat16() {
    try {
      return bfloat16(Files.readAllLines(LINUX));
    } catch (IOException e) {
      return "unknown: this system does not list the processor's instructions";
    }
  }

  /**
   * The same for given lines.
   *
   * @param description lines of {@code /proc/cpuinfo}
   */
  static String bfloat16(List<String> description) {
    Optional<String> flags =
        description.stream()
            .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
            .findFirst();
    if (flags.isEmpty()) {
      return "unknown: this system does not list the processor's instructions";
    }
    Set<String> found = new TreeSet<>(BFLOAT16);
    found.retainAll(Arrays.asList(flags.get().split("\\s+")));
    return found.isEmpty()
        ? "slow: the processor has no instructions for it"
        : "fast: the processor has " + String.join(", ", found);
  }
}
