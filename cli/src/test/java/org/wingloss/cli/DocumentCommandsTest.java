package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.wingloss.data.augmentation.Flip;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/**
 * What every code block of the documents holds besides Java ({@link ReadmeCodeTest}): each command
 * line is one that its verb takes, with settings that its recipe takes, XML is well formed.
 */
class DocumentCommandsTest {
  private static final int FEWEST_COMMANDS = 50;
  private static final int FEWEST_RECIPES = 15;
  private static final int FEWEST_XML = 6;

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  /** At the beginning of a line, perhaps behind a prompt; to the end, with continued lines. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^ *(?:\\$ )?(?:\\./)?wingloss (?!: )((?:.*\\\\\\R)*.*)$");

  /** A form of commands and no command: it has brackets, dots, a word in capitals or a variable. */
  private static final Pattern FORM =
      Pattern.compile("\\$\\w|\\[--|…|\\.\\.\\.|\\bVERB\\b|dataset\\|");

  /** What the shell does with the output, and remarks. */
  private static final Pattern SHELL = Pattern.compile("\\s+(#|>|\\||&&).*$");

  @Test
  void commandLines_ofEveryDocument_areTakenByTheirVerbs() {
    List<String> refused = new ArrayList<>();
    int commands = 0;
    for (Path document : Documents.all()) {
      for (String command : commands(document)) {
        commands++;
        try {
          parse(ShellWords.of(command));
        } catch (CommandLine.ParameterException e) {
          refused.add(Documents.name(document) + ": " + command + ": " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), refused);
    assertTrue(commands >= FEWEST_COMMANDS, "only " + commands + " commands found");
  }

  @Test
  void settings_ofEveryDocument_areTakenByTheirRecipes() {
    List<String> refused = new ArrayList<>();
    int recipes = 0;
    for (Path document : Documents.all()) {
      for (String command : commands(document)) {
        List<String> words = ShellWords.of(command);
        if (words.contains("--recipe")) {
          recipes++;
          try {
            // What a loop of the shell fills in is known to the shell alone.
            List<String> settings = new ArrayList<>(after(words, "--set"));
            settings.removeIf(setting -> setting.contains("$"));
            RecipeFile.read(after(words, "--recipe").get(0), settings);
          } catch (InvalidRecipeException e) {
            refused.add(Documents.name(document) + ": " + command + ": " + e.getMessage());
          }
        }
      }
    }
    assertEquals(List.of(), refused);
    assertTrue(recipes >= FEWEST_RECIPES, "only " + recipes + " recipes found");
  }

  /** Who sets the augmentation without the offset of one copy of 300-W loses nothing else. */
  @Test
  void plainFlip_of300w_leavesTheRecipesOtherAugmentations() {
    List<String> words =
        commands(SourceFiles.ROOT.resolve("docs/300w.md")).stream()
            .filter(command -> command.contains("augmentation="))
            .map(ShellWords::of)
            .findFirst()
            .orElseThrow();
    String name = after(words, "--recipe").get(0);
    Recipe recipe = RecipeFile.read(name, List.of());
    Recipe plain = RecipeFile.read(name, after(words, "--set"));
    assertTrue(recipe.stage().augmentation().flipOffset() > 0, name);
    assertEquals(
        recipe.stage().augmentation().list().stream()
            .map(one -> one instanceof Flip flip ? new Flip(flip.probability(), 0) : one)
            .toList(),
        plain.stage().augmentation().list());
  }

  /** The words that follow an option, as often as it is given. */
  private static List<String> after(List<String> words, String option) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals(option)) {
        values.add(words.get(i + 1));
      }
    }
    return values;
  }

  /** The command lines of a document, without those that are forms. */
  private static List<String> commands(Path document) {
    return blocks(document, "").stream()
        .flatMap(block -> COMMAND.matcher(block).results())
        .map(found -> SHELL.matcher(found.group(1)).replaceAll(""))
        .filter(command -> !FORM.matcher(command).find())
        .toList();
  }

  private static void parse(List<String> words) {
    CommandLine program = Main.commandLine(List.of(words.get(0)));
    program.parseArgs(words.toArray(String[]::new));
  }

  @Test
  void xml_ofEveryDocument_isWellFormed() throws Exception {
    int found = 0;
    for (Path document : Documents.all()) {
      for (String block : blocks(document, "xml")) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(block)));
        found++;
      }
    }
    assertTrue(found >= FEWEST_XML, "only " + found + " blocks found");
  }

  @Test
  void words_quotesAndContinuations_areThoseOfAShell() {
    List<String> words =
        ShellWords.of("  wingloss train \\\n    --set 'loss=wing(w=10, epsilon=2)'");
    assertEquals(List.of("wingloss", "train", "--set", "loss=wing(w=10, epsilon=2)"), words);
  }

  private static List<String> blocks(Path document, String language) {
    try {
      return BLOCK
          .matcher(Files.readString(document))
          .results()
          .filter(block -> block.group(1).equals(language))
          .map(block -> block.group(2))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
