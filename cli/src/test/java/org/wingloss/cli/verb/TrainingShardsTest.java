package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.io.AtomicFolder;

/** {@code sweep} and {@code reproduce} with {@code --shard}: each trains its own cells. */
class TrainingShardsTest extends SmallTrainings {
  private static final int SHARDS = 2;

  private static void requireOk(Cli run) {
    assertEquals(ExitCode.OK, run.exit(), run.err());
  }

  private static Cli shard(List<Object> command, int index) {
    List<Object> words = new ArrayList<>(command);
    words.addAll(List.of("--shard", index + "/" + SHARDS));
    return Cli.run(words.toArray());
  }

  private static int owner(String cell) {
    return new Shard(1, SHARDS).owns(cell) ? 1 : 2;
  }

  @Test
  void sweep_inShards_givesTheTableOfOneProcess() throws IOException {
    Path grid = folder.resolve("grid.yaml");
    Files.writeString(
        grid,
        """
        recipe: 300w-cnn6-wing
        set: ["%s", steps=4, batch-size=8, validate-every=4]
        grid:
          loss: [l1, wing]
        """
            .formatted(TINY));
    Path out = folder.resolve("sweep");
    List<Object> command = List.of("sweep", "--grid", grid, "--data", data, "--out", out);
    List<String> cells = List.of("loss=l1", "loss=wing");
    requireOk(shard(command, 2));
    for (String cell : cells) {
      assertEquals(owner(cell) == 2, Files.exists(out.resolve(cell)), cell);
    }
    Cli half = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, half.exit());
    assertTrue(half.err().contains("1 of 2 is missing; run again with --shard 1/2"), half.err());
    requireOk(shard(command, 1));
    assertFalse(Files.exists(out.resolve("table.csv")));
    Cli merged = Cli.run("merge", out);
    requireOk(merged);
    String table = Files.readString(out.resolve("table.csv"));
    Cli one = Cli.run(command.toArray());
    assertEquals(one.out(), merged.out());
    assertEquals(table, Files.readString(out.resolve("table.csv")));
    assertEquals(2, merged.out().split("finished", -1).length - 1);

    AtomicFolder.delete(out.resolve(cells.get(0)));
    Cli lost = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, lost.exit());
    String said =
        "%s (shard %d/2, trained elsewhere: bring its run folder)"
            .formatted(cells.get(0), owner(cells.get(0)));
    assertTrue(lost.err().contains(said), lost.err());
    Files.writeString(grid, Files.readString(grid).replace("steps=4", "steps=5"));
    Cli other = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, other.exit());
    assertTrue(other.err().contains("other things than are here now: --grid"), other.err());
  }

  @Test
  void reproduce_inShards_givesTheReportOfOneProcess() throws IOException {
    Path out = folder.resolve("table1");
    List<Object> command = new ArrayList<>(List.of("reproduce", "table1", "--dataset", "300w"));
    command.addAll(List.of("--data", data, "--budget", "smoke", "--losses", "l1,wing"));
    command.addAll(List.of("--set", TINY, "--set", "steps=4", "--set", "batch-size=8"));
    command.addAll(List.of("--out", out));
    requireOk(shard(command, 1));
    requireOk(shard(command, 2));
    assertFalse(Files.exists(out.resolve("reproduction.json")));
    assertFalse(Files.exists(out.resolve("runs/table.csv")));
    Cli merged = Cli.run("merge", out);
    requireOk(merged);
    String json = Files.readString(out.resolve("reproduction.json"));
    String page = Files.readString(out.resolve("report.html"));
    Cli one = Cli.run(command.toArray());
    assertEquals(one.out(), merged.out());
    assertEquals(json, Files.readString(out.resolve("reproduction.json")));
    assertEquals(page, Files.readString(out.resolve("report.html")));
    assertTrue(json.contains("--losses l1,wing"), json);
  }
}
