package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkipListTest {
  private static final int IDS = 100;
  private static final String BEGUN = "begun";

  /** As two runs of {@code doctor --fix-list} do. */
  @Test
  void add_byTwoProcessesAtOnce_keepsTheLinesOfBoth(@TempDir Path folder) throws Exception {
    Path list = folder.resolve("list.txt");
    Path turns = Files.createDirectory(folder.resolve("turns"));
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  AddMain.class.getName(),
                  list.toString(),
                  turns.toString(),
                  name)
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertEquals(0, process.waitFor());
    }
    Set<String> lines = new HashSet<>(Files.readAllLines(list));
    for (int i = 0; i < IDS; i++) {
      assertTrue(lines.contains("a" + i) && lines.contains("b" + i), "a or b " + i);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(Set.of(list, turns), Set.copyOf(left.toList()));
    }
  }

  /** Adds ids one by one, in a process of its own, once the other one is there. */
  static final class AddMain {
    private AddMain() {}

    public static void main(String[] arguments) throws IOException {
      Path list = Path.of(arguments[0]);
      Path turns = Path.of(arguments[1]);
      Files.createFile(turns.resolve(BEGUN + arguments[2]));
      while (!Files.exists(turns.resolve(BEGUN + "a"))
          || !Files.exists(turns.resolve(BEGUN + "b"))) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < IDS; i++) {
        SkipList.add(list, List.of(arguments[2] + i));
      }
    }
  }
}
