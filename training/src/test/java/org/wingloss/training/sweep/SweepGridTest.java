package org.wingloss.training.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  /** File systems take 255 bytes; a run folder and its log have the name of their cell. */
  @Test
  void cells_longValues_haveShortNamesThatDiffer() throws IOException {
    String steps =
        "'flip(probability=0.5,offset=0.004)', 'rotation(degrees=%d)', 'scale(least=0.85,most=1.15)',"
            + " 'translation(share=0.05)', 'box-jitter(share=0.05)', 'blur(sigma=1,probability=0.3)',"
            + " 'colour(brightness=0.2,contrast=0.2,saturation=0.2,tint=0.1)',"
            + " 'gamma(least=0.7,most=1.5)', 'grey(probability=0.1)'";
    Path file = folder.resolve("grid.yaml");
    Files.writeString(
        file,
        """
        recipe: 300w-cnn6-wing
        set: [steps=7]
        grid:
          augmentation:
            - [%s]
            - [%s]
          seed: [1, 2]
        """
            .formatted(steps.formatted(10), steps.formatted(20)));
    List<SweepCell> cells = SweepGrid.read(file.toString()).cells();
    assertEquals(4, cells.stream().map(SweepCell::name).distinct().count());
    for (SweepCell cell : cells) {
      assertTrue(cell.name().startsWith("augmentation=_flip(probability=0.5"), cell.name());
      assertTrue((cell.name() + ".log").length() <= 255, cell.name());
    }
    assertEquals(2, cells.get(3).read().seed());
  }
}
