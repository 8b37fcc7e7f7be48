package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.cli.verb.Verbs;
import picocli.CommandLine;

/** Every example in the help of a verb is a command line that the verb takes. */
class HelpExamplesTest {
  /** Fewest examples that a scan must find; an empty scan proves nothing. */
  private static final int FEWEST = 32;

  private static final Pattern EXAMPLE = Pattern.compile("(?m)^ *wingloss (?:.*\\\\\\R)*.*$");

  static Iterable<String> verbs() {
    return Verbs.NAMES;
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void examples_ofAVerb_areParsed(String name) {
    CommandLine program = Main.commandLine(List.of(name));
    List<String> examples = examples(program.getSubcommands().get(name));
    assertFalse(examples.isEmpty(), name + " shows no example");
    for (String example : examples) {
      List<String> words = ShellWords.of(example);
      assertTrue(words.get(0).equals("wingloss"), example);
      program.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }
  }

  @Test
  void scan_ofAllVerbs_findsTheirExamples() {
    CommandLine program = Main.commandLine(Verbs.NAMES);
    int found = program.getSubcommands().values().stream().mapToInt(v -> examples(v).size()).sum();
    assertTrue(found >= FEWEST, "only " + found + " examples found");
  }

  /** The examples of a verb and of the verbs below it. */
  private static List<String> examples(CommandLine verb) {
    List<String> found = new ArrayList<>();
    String footer = String.join("\n", verb.getCommandSpec().usageMessage().footer());
    Matcher example = EXAMPLE.matcher(footer);
    while (example.find()) {
      found.add(example.group());
    }
    verb.getSubcommands().values().forEach(below -> found.addAll(examples(below)));
    return found;
  }
}
