package org.wingloss.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
  @Test
  void log_controlCharacters_areReplaced() {
    PrintStream before = System.err;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
      LoggerFactory.getLogger(LogTest.class).warn("a\u001b[2J{}b\tc \u00e9 0x1f", "\u007f");
    } finally {
      System.setErr(before);
    }
    assertEquals(
        "WARN  a?[2J?b\tc \u00e9 0x1f" + System.lineSeparator(),
        caught.toString(StandardCharsets.UTF_8));
  }
}
