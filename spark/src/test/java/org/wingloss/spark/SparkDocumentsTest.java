package org.wingloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import picocli.CommandLine;

/** The README and the help: their Java compiles, their commands are ones that the verbs take. */
class SparkDocumentsTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern JAVA =
      Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("^```\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");

  /** Of the launcher, or what follows the jar behind spark-submit. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:wingloss spark|-all\\.jar \\\\\\R) +((?:.*\\\\\\R)*.*)$");

  private static final int COLUMNS = 80;

  @TempDir private Path folder;

  @Test
  void java_ofTheReadme_compiles() throws IOException {
    List<JavaFileObject> units = new ArrayList<>();
    for (MatchResult block : JAVA.matcher(Files.readString(README)).results().toList()) {
      units.add(unit("Block" + units.size(), block.group(1)));
    }
    assertFalse(units.isEmpty());
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    ToolProvider.getSystemJavaCompiler().getTask(null, null, found, options, null, units).call();
    assertEquals(
        List.of(),
        found.getDiagnostics().stream()
            .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
            .map(Object::toString)
            .toList());
  }

  private static JavaFileObject unit(String name, String block) {
    String imports =
        IMPORT.matcher(block).results().map(MatchResult::group).collect(Collectors.joining());
    String source =
        "%sfinal class %s { void block() throws Exception {%n%s%n} }"
            .formatted(imports, name, IMPORT.matcher(block).replaceAll(""));
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return source;
      }
    };
  }

  @Test
  void commands_ofReadmeAndHelp_areTakenByTheirVerbs() throws IOException {
    List<String> texts = new ArrayList<>();
    BLOCK.matcher(Files.readString(README)).results().forEach(b -> texts.add(b.group(1)));
    for (CommandLine verb : SparkMain.commandLine().getSubcommands().values()) {
      String footer = String.join("\n", verb.getCommandSpec().usageMessage().footer());
      assertTrue(COMMAND.matcher(footer).find(), verb.getCommandName() + " shows no example");
      texts.add(footer);
    }
    int commands = 0;
    for (String text : texts) {
      Matcher command = COMMAND.matcher(text);
      while (command.find()) {
        String words = command.group(1).replace("\\\n", " ").strip();
        SparkMain.commandLine().parseArgs(words.split("\\s+"));
        commands++;
      }
    }
    assertTrue(commands >= 5, "only " + commands + " commands found");
  }

  @Test
  void help_ofEveryVerb_fitsTheTerminal() {
    for (String verb : SparkMain.commandLine().getSubcommands().keySet()) {
      SparkRun help = SparkRun.of(verb, "--help", "--master=none");
      assertEquals(ExitCode.OK, help.exit(), help.err());
      help.out().lines().forEach(line -> assertTrue(line.length() <= COLUMNS, line));
    }
  }

  @Test
  void verb_missingOrUnknown_isAUsageError() {
    assertEquals(ExitCode.USAGE, SparkRun.of().exit());
    SparkRun unknown = SparkRun.of("predicts", "--master=none");
    assertEquals(ExitCode.USAGE, unknown.exit());
    assertTrue(unknown.err().contains("predict"), unknown.err());
  }
}
