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
  static final Set<String> BFLOAT16 = Set.of("avx512_bf16", "amx_bf16", "bf16", "svebf16");

  /** Instructions that multiply bytes and add up in 32 bits: AVX's, AVX-512's, AMX's and ARM's. */
  static final Set<String> INT8 =
      Set.of("avx_vnni", "avx512_vnni", "avx_vnni_int8", "amx_int8", "asimddp", "i8mm");

  private static final String UNKNOWN =
      "unknown: this system does not list the processor's instructions";

  private ProcessorInstructions() {}

  /** Whether a training in bfloat16 is fast on this processor; false where that is unknown. */
  public static boolean hasBfloat16() {
    return found(BFLOAT16, description()).filter(found -> !found.isEmpty()).isPresent();
  }

  /** What to say before a training in bfloat16 on a processor that has no instructions for it. */
  public static Optional<String> slowBfloat16() {
    return slowBfloat16(description());
  }

  /** The same for given lines; empty where a processor says nothing. */
  static Optional<String> slowBfloat16(List<String> description) {
    return found(BFLOAT16, description)
        .filter(Set::isEmpty)
        .map(
            none ->
                "precision is bfloat16, for which this processor has no instructions: a training"
                    + " takes several times as long as with precision=float32");
  }

  /** Whether some instructions are there, as a sentence. */
  static String sentence(Set<String> instructions) {
    return sentence(instructions, description());
  }

  private static List<String> description() {
    try {
      return Files.readAllLines(LINUX);
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * The same for given lines.
   *
   * @param description lines of {@code /proc/cpuinfo}
   */
  static String sentence(Set<String> instructions, List<String> description) {
    return found(instructions, description)
        .map(
            found ->
                found.isEmpty()
                    ? "slow: the processor has no instructions for it"
                    : "fast: the processor has " + String.join(", ", found))
        .orElse(UNKNOWN);
  }

  /** Those of some instructions that the processor lists, where it lists any. */
  private static Optional<Set<String>> found(Set<String> instructions, List<String> description) {
    return description.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .findFirst()
        .map(
            flags -> {
              Set<String> found = new TreeSet<>(instructions);
              found.retainAll(Arrays.asList(flags.split("\\s+")));
              return found;
            });
  }
}
