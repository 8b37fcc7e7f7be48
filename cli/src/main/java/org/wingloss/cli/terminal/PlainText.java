package org.wingloss.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.wingloss.data.NumberText;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Text for a terminal that cannot steer it. What verbs print holds ids, names and messages from
 * files; a control character in them is shown as {@code \}{@code u001b}, which in a JSON document
 * is the same character still. Tabs and ends of lines stay.
 */
public final class PlainText extends FilterWriter {
  /** The longest message of a failure, characters: it may quote a whole file. */
  private static final int LONGEST = 4000;

  private static final String KEPT = "\t\n" + System.lineSeparator();

  private PlainText(Writer stream) {
    super(stream);
  }

  /** Where a verb prints its result: standard output, flushed after every line. */
  public static PrintWriter out(CommandSpec verb) {
    return over(verb.commandLine().getOut());
  }

  /** Where a verb prints all else: standard error, flushed after every line. */
  public static PrintWriter err(CommandSpec verb) {
    return over(verb.commandLine().getErr());
  }

  /** A message that is no longer than a screen. */
  public static String bounded(String message) {
    return message == null || message.length() <= LONGEST
        ? message
        : "%s … (%d more characters)"
            .formatted(message.substring(0, LONGEST), message.length() - LONGEST);
  }

  /** Plain text on a stream. */
  static PrintWriter over(Writer stream) {
    return new PrintWriter(new PlainText(stream), true);
  }

  @Override
  public void write(int c) throws IOException {
    char[] one = {(char) c};
    write(one, 0, 1);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.toCharArray(), offset, length);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    int begin = offset;
    for (int i = offset; i < offset + length; i++) {
      if (Character.isISOControl(text[i]) && KEPT.indexOf(text[i]) < 0) {
        out.write(text, begin, i - begin);
        out.write(NumberText.format("\\u%04x", (int) text[i]));
        begin = i + 1;
      }
    }
    out.write(text, begin, offset + length - begin);
  }
}
