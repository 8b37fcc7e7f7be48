package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wingloss.cli.Cli;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.terminal.ExitCode;

/**
 * {@code train} on a terminal: one that util-linux's {@code script} opens, so that Ctrl-C is the
 * byte that a keyboard sends.
 */
@EnabledOnOs(OS.LINUX)
class TerminalInterruptTest extends SmallTrainings {
  private static final int CTRL_C = 3;

  /** What a shell says of a program that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  private static final String SAVED = "continue with: wingloss ";

  @Test
  void ctrlC_duringATraining_savesAndResumesToTheSameBits() throws Exception {
    Path whole = folder.resolve("whole");
    assertEquals(ExitCode.OK, onTerminal(words(whole), whole, false).exit());

    Path run = folder.resolve("cut run");
    Cli cut = onTerminal(words(run), run, true);
    assertEquals(INTERRUPTED, cut.exit(), cut.out());
    assertTrue(Files.exists(run.resolve("checkpoints/last.safetensors")), cut.out());
    assertFalse(Files.exists(run.resolve("model")), cut.out());

    // What was printed is all that is needed, as a shell reads it.
    String command =
        cut.out().lines().filter(line -> line.contains(SAVED)).findFirst().orElseThrow();
    List<String> resumed = new ArrayList<>();
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "printf '%s\\n' " + command.substring(command.indexOf(SAVED) + SAVED.length()))
            .start();
    try (Stream<String> lines = shell.inputReader(StandardCharsets.UTF_8).lines()) {
      lines.forEach(resumed::add);
    }
    assertTrue(resumed.contains("--resume"), resumed.toString());
    Cli end = onTerminal(resumed, run, false);
    assertEquals(ExitCode.OK, end.exit(), end.out());
    assertArrayEquals(weights(whole), weights(run));
    assertFalse(end.out().contains("Warning"), end.out());
  }

  /** A bar is rewritten in its line until it ends; what is said then begins a line of its own. */
  @Test
  void lines_besideABar_areLinesOfTheirOwn() throws Exception {
    Path run = folder.resolve("run");
    Cli end = onTerminal(words(run), run, false);
    List<String> lines = end.out().lines().filter(line -> !line.isBlank()).toList();
    List<String> bars = lines.stream().filter(line -> line.contains("stage 1")).toList();
    assertFalse(bars.isEmpty(), end.out());
    bars.forEach(line -> assertTrue(line.strip().startsWith("stage 1"), line));
    assertTrue(lines.contains("model: " + run.resolve("model")), end.out());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("validation NME ")), end.out());
    assertTrue(bars.get(bars.size() - 1).contains("100%"), end.out());
  }

  private static List<String> words(Path run) {
    List<String> words = new ArrayList<>(List.of("train", "--recipe", "300w-cnn6-wing"));
    words.addAll(List.of("--data", data.toString(), "--out", run.toString(), "--threads", "1"));
    for (String change : List.of(TINY, "steps=300", "log-every=2", "validate-every=100")) {
      words.addAll(List.of("--set", change));
    }
    words.addAll(List.of("--set", "batch-size=8"));
    return words;
  }

  private static byte[] weights(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("model/weights.safetensors"));
  }

  /** Runs a command on a terminal of its own; perhaps with Ctrl-C once it has trained a little. */
  private Cli onTerminal(List<String> words, Path run, boolean interrupt) throws Exception {
    String command =
        OwnJava.cli(words.toArray()).command().stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Path seen = folder.resolve("terminal");
    Process terminal =
        new ProcessBuilder(
                // A shell has its background jobs ignore Ctrl-C, and they hand that on.
                "env",
                "--default-signal=INT",
                "script",
                "--quiet",
                "--return",
                "--flush",
                "--command",
                command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(seen.toFile())
            .start();
    try (OutputStream keyboard = terminal.getOutputStream()) {
      if (interrupt) {
        while (terminal.isAlive() && logged(run) < 5) {
          Thread.sleep(10);
        }
        keyboard.write(CTRL_C);
        keyboard.flush();
      }
      assertTrue(terminal.waitFor(2, TimeUnit.MINUTES), () -> "it goes on: " + text(seen));
    } finally {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
    return new Cli(terminal.exitValue(), text(seen).replace("\r\n", "\n").replace('\r', '\n'), "");
  }

  private static long logged(Path run) throws IOException {
    Path metrics = run.resolve("metrics.jsonl");
    return Files.exists(metrics) ? text(metrics).lines().count() : 0;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
