package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;

/** {@code score --shard} and {@code merge}: the metrics and the report of one process. */
class ScoreShardsTest {
  private static final int FACES = 5_000;
  private static final int SHARDS = 3;

  @TempDir Path folder;
  private Path truth;
  private Path mine;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(3);
    List<String> faces = new ArrayList<>();
    List<String> predictions = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      double[] shape = {30, 40, 70, 41, 50, 60, 35, 80, 65, 81};
      faces.add(line(i, shape, i % 3 == 0 ? ",\"subsets\":[\"hard\"]" : ""));
      double far = i % 500 == 2 ? 40 : 0;
      double[] found = Arrays.stream(shape).map(x -> x + far + random.nextGaussian()).toArray();
      if (i % 100 != 7) {
        predictions.add(line(i, found, ""));
      }
    }
    truth = Files.write(folder.resolve("truth.jsonl"), faces);
    mine = Files.write(folder.resolve("mine.jsonl"), predictions);
    out = folder.resolve("report");
  }

  /** Two faces to a picture. */
  private static String line(int i, double[] points, String more) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < points.length; k += 2) {
      text.append(k == 0 ? "" : ",");
      text.append("[%s,%s]".formatted(points[k] + 50 * (i % 2), points[k + 1]));
    }
    String id = "p%d.jpg%s".formatted(i / 2, i % 2 == 0 ? "" : "#2");
    return "{\"id\":\"%s\",\"landmarks\":[%s]%s}".formatted(id, text, more);
  }

  private Cli score(Object... more) {
    List<Object> words = new ArrayList<>(List.of("score", "--truth", truth, "--predictions", mine));
    words.addAll(List.of("--out", out, "--norm", "inter-pupil", "--resamples", "200"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private void shards() {
    for (int i = SHARDS; i >= 1; i--) {
      Cli run = score("--shard", i + "/" + SHARDS);
      assertEquals(ExitCode.OK, run.exit(), run.err());
      assertEquals("", run.out());
    }
    assertFalse(Files.exists(out));
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        contents.add(folder.relativize(file) + "\n" + text);
      }
      return contents;
    }
  }

  /** What merge would refuse is refused before the work. */
  @Test
  void score_optionThatCannotBeUsed_isRefusedByTheShard() {
    Cli run =
        Cli.run(
            "score",
            "--truth",
            truth,
            "--predictions",
            mine,
            "--out",
            out,
            "--shard",
            "1/2",
            "--resamples",
            0);
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertFalse(Files.exists(folder.resolve("report.shards")));
  }

  @Test
  void merge_allShards_printsAndReportsAsOneProcess() throws IOException {
    Cli one = score("--json");
    List<String> report = contents(out);
    assertEquals(ExitCode.OK, one.exit(), one.err());
    assertTrue(one.out().contains("another face of the picture"), one.out());
    Files.move(out, folder.resolve("one"));
    shards();
    Cli merged = Cli.run("merge", out, "--json");
    assertEquals(ExitCode.OK, merged.exit(), merged.err());
    assertEquals(one.out(), merged.out());
    assertEquals(report, contents(out));
  }

  @Test
  void merge_predictionsChangedSince_isRefused() throws IOException {
    shards();
    Files.writeString(mine, Files.readString(mine).replaceFirst("\n", "\n\n"));
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, merged.exit());
    assertTrue(merged.err().contains("--predictions is SHA-256 "), merged.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void merge_oneShardMissing_saysWhichToRun() throws IOException {
    shards();
    try (Stream<Path> parts = Files.list(folder.resolve("report.shards"))) {
      Files.delete(parts.sorted().toList().get(1));
    }
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, merged.exit());
    assertTrue(merged.err().contains("run again with --shard 2/3"), merged.err());
  }

  @Test
  void score_shardWithoutOut_isUsage() {
    Cli run = Cli.run("score", "--truth", truth, "--predictions", mine, "--shard", "1/2");
    assertEquals(ExitCode.USAGE, run.exit());
  }
}
