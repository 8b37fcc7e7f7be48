package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.Sha256;

/** {@code synthesise --shard} and {@code merge}: the tree of one process, to the byte. */
class SynthesiseShardsTest {
  private static final int SHARDS = 3;
  private static final String TINY = "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)";

  @TempDir Path folder;

  static List<String> layouts() {
    return DatasetWriter.kinds();
  }

  private static Cli synthesise(String layout, Path out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("synthesise", "--layout", layout));
    words.addAll(List.of("--faces", 24, "--size", 32, "--seed", 3, "--out", out));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private static void shards(String layout, Path out) {
    for (int i = 1; i <= SHARDS; i++) {
      Cli run = synthesise(layout, out, "--shard", i + "/" + SHARDS);
      assertEquals(ExitCode.OK, run.exit(), run.err());
      assertEquals("", run.out());
    }
    assertFalse(Files.exists(out));
  }

  private static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(f -> tree.put(folder.relativize(f).toString(), Sha256.of(f).hex()));
    }
    return tree;
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void merge_anyLayout_givesTheTreeOfOneProcess(String layout) throws IOException {
    Path out = folder.resolve("faces");
    Cli one = synthesise(layout, out);
    assertEquals(ExitCode.OK, one.exit(), one.err());
    Map<String, String> whole = tree(out);
    AtomicFolder.delete(out);
    shards(layout, out);
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.OK, merged.exit(), merged.err());
    assertEquals(one.out(), merged.out());
    assertEquals(whole, tree(out));
  }

  @Test
  void merge_tars_givesTheTreeOfOneProcess() throws IOException {
    Path out = folder.resolve("faces");
    Object[] options = {"--faces-per-tar", 5, "--png", "--set", TINY};
    Cli one = synthesise("tar", out, options);
    assertEquals(ExitCode.OK, one.exit(), one.err());
    Map<String, String> whole = tree(out);
    assertEquals(7, whole.size(), "five tars to train on, one to validate on, an index");
    AtomicFolder.delete(out);
    for (int i = 1; i <= SHARDS; i++) {
      List<Object> words = new ArrayList<>(List.of(options));
      words.addAll(List.of("--shard", i + "/" + SHARDS));
      Cli run = synthesise("tar", out, words.toArray());
      assertEquals(ExitCode.OK, run.exit(), run.err());
    }
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.OK, merged.exit(), merged.err());
    assertEquals(one.out(), merged.out());
    assertEquals(whole, tree(out));
  }

  @Test
  void merge_partsOfTwoMachines_areBroughtTogether() throws IOException {
    Path out = folder.resolve("faces");
    Path there = folder.resolve("there");
    synthesise("mtfl", out, "--shard", "1/2");
    synthesise("mtfl", there.resolve("faces"), "--shard", "2/2");
    Cli one = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, one.exit());
    assertTrue(one.err().contains("2 of 2 is missing; run again with --shard 2/2"), one.err());
    Path part = there.resolve("faces.shards").resolve("2-of-2.part");
    assertEquals(ExitCode.OK, Cli.run("merge", out, part).exit());
    Map<String, String> merged = tree(out);
    AtomicFolder.delete(out);
    assertEquals(ExitCode.OK, Cli.run("merge", out, part.getParent(), "--json").exit());
    assertEquals(merged, tree(out));
  }

  @Test
  void merge_pictureChangedOrALink_isRefused() throws IOException {
    Path out = folder.resolve("faces");
    shards("jsonl", out);
    Path picture;
    try (Stream<Path> all = Files.walk(folder)) {
      picture = all.filter(f -> f.toString().endsWith(".jpg")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(picture);
    bytes[bytes.length / 2] ^= 1;
    Files.write(picture, bytes);
    assertRefused("is not the file that the shard wrote", out);
    Path elsewhere = Files.createFile(folder.resolve("elsewhere.jpg"));
    Files.delete(picture);
    assertRefused("there is no such file", out);
    Files.createSymbolicLink(picture, elsewhere);
    assertRefused("there is no such file", out);
  }

  private static void assertRefused(String said, Path out) {
    Cli run = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, run.exit());
    assertTrue(run.err().contains(said), run.err());
    assertFalse(Files.exists(out));
  }
}
