package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;

class SweepVerbTest extends SmallTrainings {
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
}
