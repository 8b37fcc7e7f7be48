package org.wingloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
}
