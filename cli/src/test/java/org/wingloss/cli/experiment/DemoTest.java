package org.wingloss.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.sweep.Sweep;

class DemoTest {
  /** Stands for a training that dies. */
  static final class Dying {
    private Dying() {}

    public static void main(String[] arguments) {
      System.out.println("training on " + arguments.length + " words");
      System.out.println("error: no memory is left");
      System.exit(1);
    }
  }

  /** As of sweep and reproduce: nothing is wrong with the data. */
  @Test
  void trained_trainingsThatDie_areToldWithTheirLastWords(@TempDir Path folder) throws Exception {
    List<String> warnings = new ArrayList<>();
    Sweep.Worker dying = new TrainingProcess(Dying.class, List.of(), "cpu", 1);
    assertTrue(new Demo(folder, 1).trained(3, dying, unused -> {}, warnings::add).isEmpty());
    assertEquals(
        Stream.of("wing", "l2", "l1")
            .map(
                run ->
                    "%s was not trained: error: no memory is left (%s)"
                        .formatted(run, folder.resolve("runs").resolve(run + ".log")))
            .toList(),
        warnings);
  }
}
