package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.Sha256;

/** {@code evaluate --shard} and {@code merge}: report and numbers of one process, to the byte. */
class EvaluateShardsTest extends ScoredFaces {
  private static final int SHARDS = 3;

  private Path model;
  private Path out;

  @BeforeEach
  void model() throws IOException {
    model = SmallModels.one(folder.resolve("model"));
    out = folder.resolve("report");
    truth = Files.move(truth, folder.resolve("test.jsonl"));
  }

  private Cli evaluate(Object... more) {
    List<Object> words = new ArrayList<>(List.of("evaluate", "--dataset", "jsonl:mtfl-5"));
    words.addAll(List.of("--data", folder, "--split", "test", "--model", model, "--out", out));
    words.addAll(List.of("--resamples", 200));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private void shards(Object... more) {
    for (int i = SHARDS; i >= 1; i--) {
      List<Object> words = new ArrayList<>(List.of("--shard", i + "/" + SHARDS));
      words.addAll(List.of(more));
      Cli run = evaluate(words.toArray());
      assertEquals(ExitCode.OK, run.exit(), run.err());
      assertEquals("", run.out());
    }
    assertFalse(Files.exists(out));
  }

  private Map<String, String> report() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.list(out)) {
      all.forEach(f -> tree.put(f.getFileName().toString(), Sha256.of(f).hex()));
    }
    return tree;
  }

  @Test
  void merge_tenPredictionsAndJson_givesTheReportAndTheOutputOfOneProcess() throws IOException {
    Path cut = folder.resolve("face3.png");
    byte[] whole = ImageFiles.jpeg(ImageFiles.read(cut), 0.9);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 2));
    Object[] options = {"--tta", "--boxes", "truth", "--norm", "landmark-box", "--threshold", "20"};
    Cli one = evaluate(options);
    assertEquals(ExitCode.OK, one.exit(), one.err());
    Map<String, String> report = report();
    AtomicFolder.delete(out);
    shards(options);
    Cli merged = Cli.run("merge", out);
    assertEquals(ExitCode.OK, merged.exit(), merged.err());
    assertEquals(one.out(), merged.out());
    assertEquals(5, report.size());
    assertEquals(report, report());
    assertTrue(merged.err().contains("1 picture was read although its file is not whole: " + cut));
    Cli json = Cli.run("merge", out, "--json", "--quiet");
    assertEquals("", json.err());
    List<Object> asJson = new ArrayList<>(List.of(options));
    asJson.add("--json");
    assertEquals(evaluate(asJson.toArray()).out(), json.out());
  }

  @Test
  void merge_groundTruthChangedSince_isRefused() throws IOException {
    shards();
    String text = Files.readString(truth);
    Files.writeString(truth, text.replaceFirst("\\[\\[\\d+", "[[7"));
    assertRefused("was made of other things than are here now: ground truth is SHA-256");
    Files.writeString(truth, text);
    SmallModels.two(folder.resolve("model"));
    assertRefused("was made of other things than are here now: --model is model ");
  }

  @Test
  void shard_otherModelOrOption_isNotMerged() {
    evaluate("--shard", "1/2");
    evaluate("--shard", "2/2", "--tta");
    assertRefused("not parts of the same work: --tta is absent in the one and true in the other");
    evaluate("--shard", "2/2", "--threshold", "9");
    assertRefused("not parts of the same work: --threshold is absent in the one and 9.0");
    evaluate("--shard", "2/2", "--model", SmallModels.two(folder.resolve("two")));
    assertRefused("not parts of the same work: --model is model ");
  }

  @Test
  void shard_withoutOut_isAUsageError() {
    Cli run = Cli.run("evaluate", "--dataset", "jsonl", "--data", truth, "--shard", "1/2");
    assertEquals(ExitCode.USAGE, run.exit());
    assertTrue(run.err().contains("--shard needs --out"), run.err());
  }

  @Test
  void shard_optionThatMergeWouldRefuse_isAUsageError() {
    Cli run = evaluate("--shard", "1/2", "--norm", "inter-something");
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertFalse(Files.exists(folder.resolve("report.shards")));
  }

  private void assertRefused(String said) {
    Cli run = Cli.run("merge", out);
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertTrue(run.err().contains(said), run.err());
    assertFalse(Files.exists(out));
  }
}
