package org.wingloss.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.sweep.SweepCell;

class TrainingProcessTest {
  /** Stands for the command line and tells how its Java was started. */
  static final class Telling {
    private Telling() {}

    public static void main(String[] arguments) {
      javaOptions().forEach(System.out::println);
    }
  }

  private static List<String> javaOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Memory given with WINGLOSS_JAVA_OPTS is for the trainings, not for the one that waits. */
  @Test
  void start_anyCell_handsOnTheOptionsOfThisJava(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    SweepCell cell = new SweepCell("wing", "300w-cnn6-wing", List.of());
    Process process =
        new TrainingProcess(Telling.class, List.of("--data", folder.toString()), "cpu", 1)
            .start(cell, folder.resolve("run"), false, log);
    assertEquals(0, process.waitFor(), () -> log + "");
    assertFalse(javaOptions().isEmpty());
    assertEquals(javaOptions(), Files.readAllLines(log));
  }

  @Test
  void arguments_ofDataWithLinks_areWhatAUserTypes() {
    SweepCell cell = new SweepCell("wing", "300w-cnn6-wing", List.of("steps=2"));
    assertEquals(
        List.of(
            "train",
            "--recipe",
            "300w-cnn6-wing",
            "--data",
            "d",
            "--follow-links",
            "--out",
            "r",
            "--set",
            "steps=2"),
        TrainingProcess.arguments(List.of("--data", "d", "--follow-links"), cell, Path.of("r")));
  }
}
