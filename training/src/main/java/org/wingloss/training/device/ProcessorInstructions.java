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
public final class ProcessorInstructions {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Instructions that multiply bfloat16: AVX-512's, AMX's and ARM's. */
  private static final Set<String> BFLOAT16 = Set.of("avx512_bf16", "amx_bf16", "bf16", "svebf16");

  private static final String UNKNOWN =
      "unknown: this system does not list the processor's instructions";

  private ProcessorInstructions() {}

  /** Whether a training in bfloat16 is fast on this processor; false where that is unknown. */
  public static boolean hasBfloat16() {
    try {
      return instructions(Files.readAllLines(LINUX)).filter(found -> !found.isEmpty()).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** As {@link #hasBfloat16}, as a sentence. */
  static String bfloat16() {
    try {
      return bfloat16(Files.readAllLines(LINUX));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /**
   * The same for given lines.
   *
   * @param description lines of {@code /proc/cpuinfo}
   */
  static String bfloat16(List<String> description) {
    return instructions(description)
        .map(
            found ->
                found.isEmpty()
                    ? "slow: the processor has no instructions for it"
                    : "fast: the processor has " + String.join(", ", found))
        .orElse(UNKNOWN);
  }

  /** Those for bfloat16, where the processor's are listed. */
  private static Optional<Set<String>> instructions(List<String> description) {
    return description.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .findFirst()
        .map(
            flags -> {
              Set<String> found = new TreeSet<>(BFLOAT16);
              found.retainAll(Arrays.asList(flags.split("\\s+")));
              return found;
            });
  }
}
