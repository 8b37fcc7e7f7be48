package org.wingloss.cli.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every verb that reads a file ends with a sentence and the right exit code, in little time and
 * memory, whatever has happened to the file. {@link FuzzLongTest} runs more inputs.
 */
class FuzzTest {
  private static final int INPUTS = 200;
  private static final int CHUNK = 100;
  private static final long SEED = 1;

  @TempDir Path folder;

  @Test
  void verbs_changedFilesOfEveryFormat_endCleanly() throws Exception {
    List<FuzzFormat> formats = new ArrayList<>(FuzzFormat.all());
    formats.sort(Comparator.comparing(FuzzFormat::cost).reversed());
    // What takes little of each would not pay for the compiler that takes longer.
    Fuzzing fuzzing = new Fuzzing(folder, formats, List.of("-XX:TieredStopAtLevel=1"));
    List<FuzzRange> ranges = new ArrayList<>();
    for (FuzzFormat format : formats) {
      for (int from = 0; from < INPUTS; from += CHUNK) {
        ranges.add(new FuzzRange(format.name(), SEED, from, from + CHUNK));
      }
    }
    FuzzReport report = fuzzing.run(ranges, 2, unused -> {});
    assertEquals((long) INPUTS * formats.size(), report.inputs());
    assertTrue(report.unclean().isEmpty(), report::toString);
  }

  @Test
  void input_sameSeedAndIndex_isTheSame() throws Exception {
    FuzzFormat format = FuzzFormat.of("x", unused -> {}, List.of("a", "b"), "score @@", "gate @@");
    Map<String, byte[]> sound = new HashMap<>();
    sound.put("a", "1 2 3\n4 5 6\n".getBytes(StandardCharsets.UTF_8));
    sound.put("b", "{\"a\": [1, 2]}\n".getBytes(StandardCharsets.UTF_8));
    long different = 0;
    for (int index = 0; index < INPUTS; index++) {
      FuzzInput one = FuzzInput.of(format, sound, SEED, index);
      FuzzInput again = FuzzInput.of(format, sound, SEED, index);
      FuzzInput other = FuzzInput.of(format, sound, SEED + 1, index);
      assertEquals(one.command(), again.command());
      assertEquals(one.files().keySet(), again.files().keySet());
      one.files()
          .forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, again.files().get(name))));
      different +=
          one.files().entrySet().stream()
              .filter(file -> !Arrays.equals(file.getValue(), other.files().get(file.getKey())))
              .count();
    }
    assertTrue(different > INPUTS / 2, "differ between seeds: " + different);
  }
}
