package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

  /** What a shell says of a program that SIGTERM ended. */
  private static final int TERMINATED = 143;

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

  /**
   * As Ctrl-C does: the one waits for its frames, the other is writing. {@link Process#destroy}
   * would also close the standard input that the first waits for.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "track --model MODEL --raw 64x64 --box 5,5,60,60",
        "synthesise --layout jsonl:mtfl-5 --faces 20000"
      })
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no program hears a signal there")
  void verb_endedByASignal_leavesNothing(String verb) throws Exception {
    Path model = SmallModels.one(folder.resolve("model"));
    Path results = Files.createDirectory(folder.resolve("results"));
    Object[] words =
        (verb.replace("MODEL", model.toString()) + " --out " + results.resolve("out")).split(" ");
    int exit =
        end(
            OwnJava.cli(words),
            () -> !below(results).isEmpty(),
            process -> process.toHandle().destroy());
    assertEquals(TERMINATED, exit, this::said);
    assertEquals(List.of(), below(results), this::said);
    assertFalse(said().contains("error"), this::said);
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
    end(builder, soon, Process::destroyForcibly);
  }

  /** As {@link #kill}, by a signal; returns what a shell says of the end. */
  private int end(ProcessBuilder builder, BooleanSupplier soon, Consumer<Process> signal)
      throws Exception {
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      while (process.isAlive() && !soon.getAsBoolean()) {
        Thread.sleep(1);
      }
      signal.accept(process);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
      return process.exitValue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
