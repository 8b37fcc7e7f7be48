package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.verb.Verbs;
import picocli.CommandLine;

/** What is seen of help in a terminal of 80 x 24. */
class HelpPagesTest {
  private static final int COLUMNS = 80;
  private static final int LINES = 24;

  static Iterable<String> verbs() {
    return Verbs.NAMES;
  }

  /** Ordinary text is wrapped; what is copied must not be. */
  @ParameterizedTest
  @MethodSource("verbs")
  void examples_ofAVerb_areNotWrapped(String name) {
    CommandLine program = Main.commandLine(List.of(name));
    for (CommandLine verb : withVerbsBelow(program.getSubcommands().get(name))) {
      List<String> shown = verb.getUsageMessage().lines().toList();
      for (String line : verb.getCommandSpec().usageMessage().footer()) {
        if (line.startsWith("  ")) {
          assertTrue(shown.contains(line), "wrapped in the help of " + name + ": " + line);
        }
      }
    }
  }

  private static List<CommandLine> withVerbsBelow(CommandLine verb) {
    List<CommandLine> all = new ArrayList<>(List.of(verb));
    verb.getSubcommands().values().forEach(below -> all.addAll(withVerbsBelow(below)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void page_ofAVerb_beginsWithItsExampleAndIsNoWiderThanTheTerminal(String name) {
    List<String> page = Cli.run(name, "--help").out().lines().toList();
    List<String> first = page.subList(0, Math.min(LINES, page.size()));
    assertTrue(first.stream().anyMatch(line -> line.contains("  wingloss " + name)), name);
    page.forEach(line -> assertTrue(line.length() <= COLUMNS, line));
  }

  @Test
  void program_withoutAVerb_showsAScreenThatNamesThemAll() {
    Cli none = Cli.run();
    assertEquals(ExitCode.USAGE, none.exit());
    assertEquals("", none.out());
    List<String> screen = none.err().lines().toList();
    assertTrue(screen.size() < LINES, none.err());
    screen.forEach(line -> assertTrue(line.length() < COLUMNS, line));
    List<String> words = Stream.of(none.err().split("[ ,\n]+")).toList();
    Verbs.NAMES.forEach(name -> assertTrue(words.contains(name), name));
  }

  @Test
  void list_ofVerbs_hasALineForEach() {
    List<String> lines = Cli.run("help").out().lines().toList();
    for (String name : Verbs.NAMES) {
      assertEquals(1, lines.stream().filter(line -> line.startsWith("  " + name + " ")).count());
    }
    lines.forEach(line -> assertTrue(line.length() <= COLUMNS, line));
  }

  @Test
  void help_ofAVerb_isItsPage() {
    assertEquals(Cli.run("train", "--help"), Cli.run("help", "train"));
    assertEquals(ExitCode.USAGE, Cli.run("help", "trian").exit());
  }

  @Test
  void verb_misspelt_isSuggested() {
    Cli wrong = Cli.run("evalute", "--model", "m");
    assertEquals(ExitCode.USAGE, wrong.exit());
    assertTrue(wrong.err().contains("did you mean 'evaluate'?"), wrong.err());
  }

  /** The option that was mistyped is often the one that is then missing. */
  @ParameterizedTest
  @CsvSource({
    "train --recip x --data d, --recip, --recipe",
    "train --data d --ot=run, --ot, --out",
    "gate --metrix m, --metrix, --metrics",
    "scheme derive --shaeps f, --shaeps, --shapes"
  })
  void option_misspelt_isNamedBeforeAMissingOne(String typed, String wrong, String right) {
    Cli result = Cli.run((Object[]) typed.split(" "));
    assertEquals(ExitCode.USAGE, result.exit());
    List<String> said = result.err().lines().toList();
    assertTrue(said.get(0).startsWith("error: no option of 'wingloss "), result.err());
    assertTrue(said.get(0).endsWith("'" + wrong + "'; did you mean '" + right + "'?"), said.get(0));
    assertTrue(said.size() < 6, result.err());
  }

  @Test
  void option_missing_isNamed() {
    Cli result = Cli.run("gate", "--metrics", "m");
    assertEquals(ExitCode.USAGE, result.exit());
    assertTrue(result.err().startsWith("error: Missing required option: '--gates=FILE'"));
  }

  @Test
  void options_short_areThoseOfTheLongOnes() {
    Cli result = Cli.run("train", "-r", "none", "-d", "d", "-o", "o", "-s", "steps=1", "-t", "1");
    assertEquals(ExitCode.BAD_RECIPE, result.exit(), result.err());
    assertEquals(ExitCode.USAGE, Cli.run("train", "-data", "d", "-out", "o").exit());
  }

  @Test
  void recipe_misspelt_isSuggested() {
    Cli result = Cli.run("train", "-r", "300w-cnn6-wnig", "-d", "d", "-o", "o");
    assertEquals(ExitCode.BAD_RECIPE, result.exit(), result.err());
    assertTrue(result.err().contains("did you mean '300w-cnn6-wing'?"), result.err());
    assertTrue(result.err().lines().count() == 1, result.err());
  }
}
