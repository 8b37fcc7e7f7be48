package org.wingloss.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  private final StringWriter terminal = new StringWriter();
  private final PrintWriter text = PlainText.over(terminal);

  @Test
  void print_controlCharacters_areShown() {
    text.print("a\u001b[2Jb\u0007\u007f\u009bc");
    assertEquals("a\\u001b[2Jb\\u0007\\u007f\\u009bc", terminal.toString());
  }

  @Test
  void print_oneCharacter_isShownToo() {
    text.write('\u001b');
    text.write('a');
    assertEquals("\\u001ba", terminal.toString());
  }

  @Test
  void print_everythingElse_isLeftAlone() {
    text.printf("5.1 %%\t\u4e2d\u6587 \ud83d\ude00 \u2581%n");
    assertEquals(
        "5.1 %\t\u4e2d\u6587 \ud83d\ude00 \u2581" + System.lineSeparator(), terminal.toString());
  }
}
