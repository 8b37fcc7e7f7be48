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
 */
public final class UsageErrors implements IParameterExceptionHandler {
  private final List<String> verbs;

  /** For a program with these verbs, of which not all need be loaded. */
  public UsageErrors(List<String> verbs) {
    this.verbs = List.copyOf(verbs);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] words) {
    CommandSpec verb = failure.getCommandLine().getCommandSpec();
    PrintWriter err = PlainText.err(verb);
    if (verb.parent() == null && words.length == 0) {
      err.println("error: " + sentence(failure));
      err.println(FirstScreen.of(verbs));
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
}
