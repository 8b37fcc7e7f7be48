package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;

/** What verbs leave that are killed while they write, and that they may be started again. */
class KilledVerbsTest extends ScoredFaces {
  private static final String PAGE = "report.html";
  private static final int MOST_ROUNDS = 12;

  @Test
  void evaluate_killedOverAnOlderReport_leavesNoPageWithNewerParts() throws Exception {
    Path out = folder.resolve("report");
    Object[] words = evaluate(out);
    boolean cut = false;
    for (int round = 0; round < MOST_ROUNDS && !cut; round++) {
      assertEquals(ExitCode.OK, Cli.run(words).exit());
      List<Path> before = below(out);
      assertComplete(before);
      kill(OwnJava.cli(words), () -> !below(out).equals(before));
      cut = !Files.exists(out.resolve(PAGE));
      if (!cut) {
        assertComplete(below(out));
      }
    }
    assertTrue(cut, "no report was cut short");
    Cli again = Cli.run(words);
    assertEquals(ExitCode.OK, again.exit(), again.err());
    assertTrue(Files.exists(out.resolve(PAGE)));
  }

  @Test
  void evaluate_killedOnceThePageIsThere_hasWrittenItsParts() throws Exception {
    Path out = folder.resolve("report");
    kill(OwnJava.cli(evaluate(out)), () -> Files.exists(out.resolve(PAGE)));
    assertComplete(below(out));
  }

  private Object[] evaluate(Path out) {
    Path model = SmallModels.one(folder.resolve("model"));
    List<Object> words = new ArrayList<>(List.of("evaluate", "--model", model, "--data", truth));
    words.addAll(List.of("--dataset", "jsonl:mtfl-5", "--split", "test", "--boxes", "truth"));
    words.addAll(List.of("--out", out));
    return words.toArray();
  }

  private static void assertComplete(List<Path> report) {
    assertEquals(
        List.of("metrics.json", "predictions.jsonl", PAGE, "report.md", "truth.jsonl"),
        report.stream().map(file -> file.getFileName().toString()).toList());
  }

  /** The second one must come as far as the first: it renders its own faces. */
  @ParameterizedTest
  @ValueSource(strings = {"demo", "reproduce table1 --budget smoke"})
  void verb_killedWhileItRenders_beginsAgain(String verb) throws Exception {
    Path out = folder.resolve("out");
    Object[] words = (verb + " --out " + out).split(" ");
    kill(OwnJava.cli(words), () -> renders(out, 1));
    assertTrue(renders(out, 1), "nothing was left");
    kill(OwnJava.cli(words), () -> renders(out, 2));
    assertTrue(renders(out, 2), () -> "it was refused: " + below(out));
  }

  /** Whether so many processes have begun to render faces below a folder. */
  private static boolean renders(Path out, int times) {
    return below(out).stream()
            .filter(file -> file.getFileName().toString().matches("data\\..*\\.unfinished"))
            .filter(unfinished -> !below(unfinished).isEmpty())
            .count()
        >= times;
  }

  /** Starts a process and kills it as soon as something is so, unless it has ended before. */
  private void kill(ProcessBuilder builder, BooleanSupplier soon) throws Exception {
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      while (process.isAlive() && !soon.getAsBoolean()) {
        Thread.sleep(1);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
