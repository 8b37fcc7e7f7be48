package org.wingloss.data;

/** Names, ids and other texts as HTML, SVG and Markdown have them. */
public final class Markup {
  private Markup() {}

  /** Text that cannot become markup of HTML or SVG, in content or in a quoted attribute. */
  public static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> append(out, c);
      }
    }
    return out.toString();
  }

  /**
   * Text that cannot become markup of Markdown within a line (a sentence, a heading or a cell of a
   * table); white space is one space.
   */
  public static String markdown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '\\', '*', '_', '`', '[', '~' -> out.append('\\').append(c);
        case '|' -> out.append("&#124;");
        default -> append(out, c);
      }
    }
    return out.toString();
  }

  /**
   * Text within the backticks of a code span or in a code block of Markdown, in cells of tables
   * too.
   */
  public static String code(String text) {
    return text.strip().replaceAll("[\\s`|]+", " ");
  }

  /** A character as HTML and Markdown both have it; XML allows no other control characters. */
  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      default -> out.append(c < ' ' && c != '\n' && c != '\r' && c != '\t' ? '\uFFFD' : c);
    }
  }
}
