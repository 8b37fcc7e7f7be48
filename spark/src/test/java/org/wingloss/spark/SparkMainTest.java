package org.wingloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SparkMainTest {
  /** What a driver meets that collects more than fits. */
  @Command(name = "heavy")
  static final class HeavyVerb implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void run_moreMemoryThanThereIs_isOneSentence() {
    StringWriter err = new StringWriter();
    CommandLine line = SparkMain.commandLine().addSubcommand(new HeavyVerb());
    line.setErr(new PrintWriter(err, true));
    int exit = SparkMain.run(line, OutputStream.nullOutputStream(), "heavy");
    assertEquals(ExitCode.UNEXPECTED, exit);
    assertTrue(err.toString().startsWith("error: this needs more memory than the "), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  /** Digits are of another script there; the program sets the language of numbers as it starts. */
  @Test
  void main_persianMachine_printsNumbersAsInEnglish() throws Exception {
    ProcessBuilder persian =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=fa",
            "-Duser.country=IR",
            "-cp",
            System.getProperty("java.class.path"),
            SparkMain.class.getName(),
            "synthesise",
            "--faces=3",
            "--out=faces");
    Process process = persian.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.USAGE, process.waitFor(), said);
    assertTrue(said.contains("error: --faces must be at least 20 but is 3"), said);
  }
}
