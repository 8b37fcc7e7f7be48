package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.synthetic.SyntheticFaces;

class SweepVerbTest extends SmallTrainings {
  /** As a keyboard's Ctrl-C does; nothing of it is a failure of the program. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void sweep_ended_saysSoAndItsTrainingsSave() throws Exception {
    Path grid = folder.resolve("grid.yaml");
    Files.writeString(
        grid,
        """
        recipe: 300w-cnn6-wing
        set: ["%s", steps=1000000, batch-size=8, log-every=1, validate-every=1000000]
        grid:
          loss: [l1]
        """
            .formatted(TINY));
    Path out = folder.resolve("sweep");
    Process sweep =
        OwnJava.cli("sweep", "--grid", grid, "--data", data, "--out", out, "--jobs", 1)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      Path metrics = out.resolve("loss=l1/metrics.jsonl");
      while (sweep.isAlive() && (!Files.exists(metrics) || Files.size(metrics) == 0)) {
        Thread.sleep(20);
      }
      sweep.destroy();
      assertTrue(sweep.waitFor(2, TimeUnit.MINUTES));
      String said = Files.readString(folder.resolve("said"));
      assertTrue(said.contains("stopped; begun trainings save and end"), said);
      assertFalse(said.contains("unexpected failure"), said);
      assertTrue(Files.exists(out.resolve("loss=l1/checkpoints/last.safetensors")), said);
    } finally {
      sweep.descendants().forEach(ProcessHandle::destroyForcibly);
      sweep.destroyForcibly();
    }
  }

  @Test
  void sweep_twoCells_trainsThemOnceAndTabulates() throws IOException {
    Path grid = folder.resolve("grid.yaml");
    Files.writeString(
        grid,
        """
        recipe: 300w-cnn6-wing
        set: ["%s", steps=4, batch-size=8, validate-every=4]
        grid:
          loss: [l1, "wing(w=5,epsilon=1)"]
        """
            .formatted(TINY));
    Path out = folder.resolve("sweep");
    Object[] arguments = {
      "sweep",
      "--grid",
      grid.toString(),
      "--data",
      data.toString(),
      "--out",
      out.toString(),
      "--jobs",
      "2",
      "--json"
    };
    Cli first = Cli.run(arguments);
    assertEquals(ExitCode.OK, first.exit(), first.err());
    JsonNode cells = StrictJson.mapper().readTree(first.out()).get("cells");
    assertEquals(2, cells.size());
    assertEquals("loss=l1", cells.get(0).get("cell").asText());
    assertEquals("finished", cells.get(1).get("state").asText());
    assertNotEquals(cells.get(0).get("nme"), cells.get(1).get("nme"));
    long trained = Files.getLastModifiedTime(out.resolve("loss=l1/model/model.json")).toMillis();
    assertEquals(ExitCode.OK, Cli.run(arguments).exit());
    assertEquals(
        trained, Files.getLastModifiedTime(out.resolve("loss=l1/model/model.json")).toMillis());
    assertEquals(3, Files.readAllLines(out.resolve("table.csv")).size());
  }

  private Path grid(String change) throws IOException {
    return Files.writeString(
        folder.resolve("grid.yaml"),
        """
        recipe: 300w-cnn6-wing
        set: ["%s", steps=2, batch-size=8, "%s"]
        grid:
          loss: [l1]
        """
            .formatted(TINY, change));
  }

  @Test
  void sweep_otherDataInAFinishedFolder_isBadDataNamingTheRun() throws IOException {
    Path grid = grid("validate-every=2");
    Path out = folder.resolve("sweep");
    Cli first = Cli.run("sweep", "--grid", grid, "--data", data, "--out", out);
    assertEquals(ExitCode.OK, first.exit(), first.err());
    String table = Files.readString(out.resolve("table.csv"));
    Path other = folder.resolve("other");
    DatasetWriter.of("300w")
        .write(other, RenderedFaceSource.synthetic(new SyntheticFaces(4), 96), 40);
    Cli changed = Cli.run("sweep", "--grid", grid, "--data", other, "--out", out);
    assertEquals(ExitCode.BAD_DATA, changed.exit(), changed.out() + changed.err());
    String said =
        out.resolve("loss=l1")
            + ": was trained on other faces, or with another scheme, than "
            + other;
    assertTrue(changed.err().contains(said), changed.err());
    assertEquals(table, Files.readString(out.resolve("table.csv")));
  }

  /** In place of as many trainings that all end with the same sentence. */
  @ParameterizedTest
  @ValueSource(strings = {"gpuu", "gpu:99"})
  void sweep_deviceThatThereIsNot_isRefusedAndNothingIsWritten(String device) throws IOException {
    Path out = folder.resolve("sweep");
    Path grid = grid("validate-every=2");
    Cli run = Cli.run("sweep", "--grid", grid, "--data", data, "--out", out, "--device", device);
    assertEquals(ExitCode.BAD_RECIPE, run.exit(), run.err());
    assertTrue(run.err().contains(device), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void sweep_linksOfTars_areAUsageErrorAndNothingIsWritten() throws IOException {
    Path out = folder.resolve("sweep");
    Path grid = grid("data=tar");
    Cli run = Cli.run("sweep", "--grid", grid, "--data", data, "--out", out, "--follow-links");
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains("--follow-links is for the pictures"), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void sweep_cellThatNeedsAFileOfBoxes_isAUsageErrorAndNothingIsWritten() throws IOException {
    Path out = folder.resolve("sweep");
    Cli run = Cli.run("sweep", "--grid", grid("box=file"), "--data", data, "--out", out);
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains("loss=l1 has box: file("), run.err());
    assertFalse(Files.exists(out));
  }
}
