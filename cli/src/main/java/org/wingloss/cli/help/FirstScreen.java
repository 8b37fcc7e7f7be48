package org.wingloss.cli.help;

import java.util.List;

/** What a newcomer sees who types the program's name and nothing else; it fits 80 x 24. */
final class FirstScreen {
  private static final int WIDTH = 79;
  private static final int TITLE = 13;

  private FirstScreen() {}

  /** The screen, with all verbs by name. */
  public static String of(List<String> verbs) {
    StringBuilder out = new StringBuilder();
    out.append("Usage: wingloss VERB [OPTIONS]\n");
    out.append("Facial landmark localisation with the Wing loss.\n\n");
    out.append("Begin with:\n");
    out.append("  wingloss predict photo.jpg --draw out   the faces in a picture\n");
    out.append("  wingloss demo                           losses trained and compared\n\n");
    out.append("Verbs:\n");
    VerbGroup.of(verbs).forEach((group, names) -> row(out, group.title(), names));
    out.append("\nwingloss help           what each verb does\n");
    out.append("wingloss VERB --help    examples and options of a verb");
    return out.toString();
  }

  private static void row(StringBuilder out, String title, List<String> names) {
    StringBuilder line = new StringBuilder(("  %-" + (TITLE - 2) + "s").formatted(title));
    for (int i = 0; i < names.size(); i++) {
      String word = names.get(i) + (i + 1 < names.size() ? "," : "");
      if (line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(" ".repeat(TITLE));
      }
      line.append(' ').append(word);
    }
    out.append(line).append('\n');
  }
}
