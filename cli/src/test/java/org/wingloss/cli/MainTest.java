package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.verb.Verbs;
import picocli.CommandLine.Command;

class MainTest {
  static Iterable<String> verbs() {
    return Verbs.NAMES;
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void verb_everyName_isThatOfItsClass(String name) {
    assertEquals(name, Verbs.of(name).getAnnotation(Command.class).name());
  }

  @Test
  void verb_unknownName_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Verbs.of("trian"));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void run_helpOfOneVerb_isItsOwn(String name) {
    Cli result = Cli.run(name, "--help");
    assertEquals(0, result.exit(), result.err());
    assertTrue(result.out().startsWith("Usage: wingloss " + name), result.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void run_help_listsEveryVerb(String option) {
    String help = Cli.run(option).out();
    Verbs.NAMES.forEach(name -> assertTrue(help.contains("\n  " + name + " "), help));
  }

  @Test
  void run_misspeltVerb_isAUsageErrorThatNamesTheKnownOnes() {
    Cli result = Cli.run("trian");
    assertEquals(ExitCode.USAGE, result.exit());
    assertTrue(
        result.err().startsWith("error: no verb is called 'trian'; known: demo, train, "),
        result.err());
  }

  @Test
  void readme_namesEveryVerbOnce() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.matches("\\| `[a-z-]+` \\|.*Verb` \\|"))
            .map(line -> line.split("`", 3)[1])
            .toList();
    assertEquals(Verbs.NAMES, rows);
  }
}
