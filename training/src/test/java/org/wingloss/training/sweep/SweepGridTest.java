package org.wingloss.training.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepGridTest {
  @TempDir private Path folder;

  /** YAML parts unquoted settings at the commas between their brackets. */
  @Test
  void read_settingsInListsOfOneLine_areWhole() throws IOException {
    Path file = folder.resolve("grid.yaml");
    Files.writeString(
        file,
        """
        recipe: 300w-cnn6-wing
        set: [optimiser=sgd(momentum=0.5,weight-decay=0.001), steps=7]
        grid:
          loss: [l1, wing(w=10,epsilon=2), wing(w=6, epsilon=1)]
          seed: [1, 2]
        """);
    List<SweepCell> cells = SweepGrid.read(file.toString()).cells();
    assertEquals(
        List.of(
            "loss=l1,seed=1",
            "loss=l1,seed=2",
            "loss=wing(w=10,epsilon=2),seed=1",
            "loss=wing(w=10,epsilon=2),seed=2",
            "loss=wing(w=6,epsilon=1),seed=1",
            "loss=wing(w=6,epsilon=1),seed=2"),
        cells.stream().map(SweepCell::name).toList());
    assertEquals("wing(w=6,epsilon=1)", cells.get(5).read().stage().loss().toString());
    assertEquals(
        "sgd(momentum=0.5,weight-decay=0.001)", cells.get(5).read().stage().optimiser().line());
    assertEquals(7, cells.get(5).read().stage().steps());
  }
}
