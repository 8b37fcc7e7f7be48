package org.wingloss.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StandardOutputTest {
  private static String written(String text, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput out = new StandardOutput(bytes, charset);
    out.write(text.toCharArray(), 0, text.length());
    out.flush();
    return bytes.toString(charset);
  }

  /** A question mark in place of a minus turns the number round. */
  @Test
  void write_signsThatATerminalLacks_areThoseOfAscii() {
    String text = "\u22120.25 \u2581\u2588 caf\u00e9 \u2026";
    assertEquals("-0.25 ## caf\u00e9 \u2026", written(text, Charset.forName("windows-1252")));
    assertEquals("-0.25 ## caf? ...", written(text, StandardCharsets.US_ASCII));
    assertEquals(text, written(text, StandardCharsets.UTF_8));
  }

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void write_pipeWithoutReader_isKnownInTheLanguageOfTheSystem() {
    String said = OutputException.ofAPipeWithoutReader();
    assertTrue(said.length() > 0);
    assertTrue(new OutputException(new IOException(said)).isClosedPipe());
    assertTrue(new OutputException(new IOException("Broken pipe")).isClosedPipe());
  }

  @Test
  void write_fullDisk_isAFailureAndNothingFollows() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    StandardOutput out = new StandardOutput(full, StandardCharsets.UTF_8);
    out.write(new char[] {'a'}, 0, 1);
    OutputException failure = assertThrows(OutputException.class, out::flush);
    assertEquals(false, failure.isClosedPipe());
    assertThrows(OutputException.class, () -> out.write(new char[] {'b'}, 0, 1));
  }
}
