package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.file.ModelFile;

/** The commands of docs/own-landmarks.md, in their order, with fewer faces and steps. */
class OwnLandmarksGuideTest {
  private static final Path GUIDE = Path.of("../docs/own-landmarks.md");
  private static final int COMMANDS = 10;
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\./wingloss (.*(?:\\\\\\R.*)*)$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** The landmarks of aflw-21 that the guide's jq line takes. */
  private static final int[] SEVEN = {7, 10, 12, 16, 14, 18, 20};

  private static final int TRAINED = 12;

  /** Folders of the guide at the start of a word or behind what names a layout. */
  private static final Pattern FOLDER = Pattern.compile("(^|[=:])(mine|lapa)(?=/|$)");

  private static final Map<String, List<String>> LESS =
      Map.of(
          "train",
          List.of(
              "--threads",
              "1",
              "--set",
              "steps=2",
              "--set",
              "batch-size=2",
              "--set",
              "log-every=1"));

  @TempDir private Path folder;

  @Test
  void commands_inTheirOrder_leadToModelsThatPredict() throws IOException {
    List<String> commands =
        COMMAND.matcher(Files.readString(GUIDE)).results().map(found -> found.group(1)).toList();
    assertEquals(COMMANDS, commands.size(), commands.toString());
    for (String command : commands) {
      Cli done = Cli.run(words(command).toArray());
      assertEquals(0, done.exit(), command + "\n" + done.err());
      if (command.startsWith("synthesise") && command.contains("aflw-21")) {
        takeSeven();
      }
    }
    assertEquals(7, ModelFile.open(folder.resolve("mine/run/model")).description().landmarks());
    assertEquals(106, ModelFile.open(folder.resolve("lapa/run/model")).description().landmarks());
    List<String> predicted = Files.readAllLines(folder.resolve("mine/predictions.jsonl"));
    assertTrue(predicted.size() >= TRAINED, "only " + predicted.size());
    for (String line : predicted) {
      assertEquals(7, StrictJson.mapper().readTree(line).get("landmarks").size(), line);
    }
    assertTrue(Files.isDirectory(folder.resolve("mine/drawn")));
  }

  private List<String> words(String command) throws IOException {
    List<String> words = new ArrayList<>();
    for (var found : WORD.matcher(command.replace("\\\n", " ")).results().toList()) {
      String quoted = found.group(1);
      String word = quoted != null ? quoted : found.group(2);
      String place = FOLDER.matcher(word).replaceAll("$1" + folder + "/$2");
      if (quoted == null && place.contains("*")) {
        words.addAll(files(Path.of(place)));
      } else if (!words.isEmpty() && words.get(words.size() - 1).equals("--faces")) {
        words.add("20");
      } else {
        words.add(place);
      }
    }
    words.addAll(LESS.getOrDefault(words.get(0), List.of()));
    return words;
  }

  /** What the shell makes of a pattern. */
  private static List<String> files(Path pattern) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
      files.forEach(file -> found.add(file.toString()));
    }
    found.sort(String::compareTo);
    return found;
  }

  /** What the guide's jq lines do. */
  private void takeSeven() throws IOException {
    for (String split : List.of("train", "test")) {
      Path list = folder.resolve("mine/" + split + ".jsonl");
      List<Face> faces =
          JsonLines.read(list).stream()
              .map(
                  f ->
                      Face.of(f.id(), f.landmarks().reorder(SEVEN))
                          .withImage(list.resolveSibling(f.image())))
              .toList();
      JsonLines.of(Role.GROUND_TRUTH)
          .write(list, list.getParent(), faces.subList(0, Math.min(TRAINED, faces.size())));
    }
  }
}
