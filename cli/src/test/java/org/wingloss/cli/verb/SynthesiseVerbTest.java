package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Landmarks;
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

  @Test
  void photographs_areAboutFourPicturesOfTen() {
    Path lists = folder.resolve("lists");
    Cli.run("synthesise", "--layout", "jsonl", "--faces", 20, "--size", 48, "--out", lists);
    Map<String, Landmarks> plain = faces("plain");
    Map<String, Landmarks> photographed =
        faces("photographed", "--photographs", lists.resolve("train.jsonl"));
    assertEquals(plain.keySet(), photographed.keySet());
    // A head that wears a photograph's skin keeps its landmarks.
    long others =
        plain.keySet().stream().filter(id -> !plain.get(id).equals(photographed.get(id))).count();
    assertTrue(others >= 6 && others <= 15, others + " of 24");
  }

  /** Where the landmarks lie: hair and caps, which hide some, follow from the person's looks. */
  private Map<String, Landmarks> faces(String name, Object... options) {
    Path out = folder.resolve(name);
    List<Object> words =
        new ArrayList<>(
            List.of("synthesise", "--layout", "jsonl", "--faces", 24, "--size", 48, "--out", out));
    words.addAll(List.of(options));
    Cli run = Cli.run(words.toArray());
    assertEquals(0, run.exit(), run.err());
    Map<String, Landmarks> faces = new TreeMap<>();
    for (String split : List.of("train", "test")) {
      DatasetReader.of("jsonl")
          .read(out, split)
          .forEach(face -> faces.put(face.id(), face.landmarks().allVisible()));
    }
    return faces;
  }
}
