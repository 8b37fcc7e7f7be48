package org.wingloss.cli.help;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.data.Spelling;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What was typed wrongly, in three lines: what, how the verb is called, where its help is. A
 * mistyped option is named before one that is missing, for it may be the one that is missed.
 *
 * @param verbs of the program, of which not all need be loaded
 */
record UsageErrors(List<String> verbs) implements IParameterExceptionHandler {
  private static final int WIDTH = 79;
  private static final int TITLE = 13;

  /** Copies the list. */
  UsageErrors {
    verbs = List.copyOf(verbs);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] words) {
    CommandSpec verb = failure.getCommandLine().getCommandSpec();
    PrintWriter err = PlainText.err(verb);
    if (verb.parent() == null && words.length == 0) {
      err.println("error: " + sentence(failure));
      err.println(firstScreen(verbs));
      return ExitCode.USAGE;
    }
    err.println("error: " + unknownOption(verb, List.of(words)).orElseGet(() -> sentence(failure)));
    err.println("Usage: " + HelpPages.synopsis(verb));
    err.printf("'%s --help' shows examples and all options.%n", verb.qualifiedName());
    return ExitCode.USAGE;
  }

  private static String sentence(ParameterException failure) {
    return PlainText.bounded(failure.getMessage().replaceFirst("^Error: ", ""));
  }

  private static Optional<String> unknownOption(CommandSpec verb, List<String> words) {
    return words.stream()
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.matches("--?[A-Za-z].*"))
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(name -> !isOption(verb, name))
        .findFirst()
        .map(
            name ->
                "no option of '%s' is called '%s'%s"
                    .formatted(
                        verb.qualifiedName(),
                        name,
                        Spelling.hint(name, verb.optionsMap().keySet())));
  }

  /** An option of the verb, or of one on the way to it. */
  private static boolean isOption(CommandSpec verb, String name) {
    for (CommandSpec one = verb; one != null; one = one.parent()) {
      if (one.optionsMap().containsKey(name)) {
        return true;
      }
    }
    return verb.negatedOptionsMap().containsKey(name);
  }

  /**
   * What a newcomer sees who types the program's name and nothing else, with all verbs by name; it
   * fits 80 x 24.
   */
  private static String firstScreen(List<String> verbs) {
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
