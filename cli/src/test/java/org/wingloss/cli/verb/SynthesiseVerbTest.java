package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.format.StrictJson;

class SynthesiseVerbTest {
  @TempDir Path folder;

  @Test
  void faces_ofALayout_areReadByIt() throws IOException {
    Path out = folder.resolve("faces");
    Cli run =
        Cli.run(
            "synthesise", "--layout", "wflw", "--faces", 24, "--size", 48, "--out", out, "--json");
    assertEquals(0, run.exit(), run.err());
    assertEquals(12, StrictJson.mapper().readTree(run.out()).at("/splits/train").asInt());
    assertEquals(12, DatasetReader.of("wflw").read(out, "train").size());
  }

  @Test
  void sameSeed_givesTheSameFaces() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      Path out = folder.resolve(name);
      Cli.run("synthesise", "--layout", "mtfl", "--faces", 20, "--size", 32, "--out", out);
    }
    assertEquals(
        Files.readString(folder.resolve("a/training.txt")),
        Files.readString(folder.resolve("b/training.txt")));
    assertEquals(
        -1,
        Files.mismatch(
            folder.resolve("a/lfw_5590/face_00000.jpg"),
            folder.resolve("b/lfw_5590/face_00000.jpg")));
  }

  @Test
  void folderInUse_isAUsageError() throws IOException {
    Files.writeString(folder.resolve("mine"), "x");
    Cli run = Cli.run("synthesise", "--layout", "mtfl", "--out", folder);
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("is not empty; name a new folder"), run.err());
  }

  @Test
  void leftoversOfKilledProcesses_areNotInTheWay() throws IOException {
    for (String name : List.of("x.part", "x.unfinished", "x.0123456789abcdef.unfinished")) {
      Files.createDirectory(folder.resolve(name));
      Files.writeString(folder.resolve(name).resolve("half"), "half");
    }
    Path out = folder.resolve("x");
    Cli run = Cli.run("synthesise", "--layout", "mtfl", "--faces", 20, "--size", 32, "--out", out);
    assertEquals(0, run.exit(), run.err());
    assertTrue(Files.exists(out.resolve("training.txt")));
  }

  @Test
  void unknownLayout_isBadData() {
    Cli run = Cli.run("synthesise", "--layout", "lfpw", "--out", folder.resolve("x"));
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("no layout is called 'lfpw'; known: 300w, aflw"), run.err());
  }
}
