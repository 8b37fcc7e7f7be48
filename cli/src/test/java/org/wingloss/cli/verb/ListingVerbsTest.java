package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.sweep.SweepGrid;

/** {@code grids}, {@code models} and {@code completion}: what there is, for people and shells. */
class ListingVerbsTest {
  @TempDir private Path folder;

  @Test
  void grids_bundled_areThoseOfTheResources() throws Exception {
    Path resources = Path.of("../training/src/main/resources/org/wingloss/training/sweep");
    try (Stream<Path> files = Files.list(resources)) {
      assertEquals(
          SweepGrid.BUNDLED,
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted()
              .toList());
    }
    List<String> table = Cli.run("grids").out().lines().toList();
    assertEquals(1 + SweepGrid.BUNDLED.size(), table.size());
    assertTrue(table.get(1).matches("300w-losses +12 +300w-cnn6-wing +loss, seed"), table.get(1));
  }

  @Test
  void grids_name_printsTheFile() {
    Cli shown = Cli.run("grids", "300w-losses");
    assertTrue(shown.out().contains("recipe: 300w-cnn6-wing"), shown.out());
    Cli wrong = Cli.run("grids", "300w-loses");
    assertEquals(ExitCode.BAD_RECIPE, wrong.exit());
    assertTrue(wrong.err().contains("did you mean '300w-losses'?"), wrong.err());
  }

  @Test
  void models_builtInAndBelowAFolder_areListed() throws IOException {
    SmallModels.one(folder.resolve("first"));
    SmallModels.one(Files.createDirectories(folder.resolve("second run")).resolve("model"));
    Files.createDirectories(folder.resolve("pictures"));
    Cli result = Cli.run("models", folder, "--json");
    assertEquals(ExitCode.OK, result.exit(), result.err());
    JsonNode rows = StrictJson.mapper().readTree(result.out());
    assertEquals(
        List.of(
            "built-in",
            "built-in detector",
            folder.resolve("first").toString(),
            folder.resolve("second run").toString()),
        rows.findValuesAsText("name"));
    assertEquals("300w-68", rows.get(0).path("scheme").asText());
    assertEquals(5, rows.get(2).path("landmarks").asInt());
    assertTrue(Cli.run("models").out().contains("hourglass"), result.out());
  }

  @Test
  void models_folderThatIsAbsent_isBadData() {
    assertEquals(ExitCode.BAD_DATA, Cli.run("models", folder.resolve("none")).exit());
  }

  @Test
  void completion_ofBash_offersVerbsAndOptions() throws Exception {
    Path script = Files.writeString(folder.resolve("script"), Cli.run("completion").out());
    String ask =
        "eval \"$(cat '%s')\"; COMP_WORDS=(wingloss %s); COMP_CWORD=%d; _complete_wingloss;"
            + " echo \"${COMPREPLY[@]}\"";
    assertEquals("grids", bash(ask.formatted(script, "gri", 1)));
    assertEquals("--recipe", bash(ask.formatted(script, "train --recip", 2)));
  }

  private static String bash(String command) throws Exception {
    Process process = new ProcessBuilder("bash", "-c", command).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  @Test
  void manualPages_everyVerb_hasOne() throws IOException {
    Path man = folder.resolve("man1");
    assertEquals(ExitCode.OK, Cli.run("completion", "--man", man).exit());
    for (String verb : Verbs.NAMES) {
      String page = Files.readString(man.resolve("wingloss-" + verb + ".1"));
      assertTrue(
          page.startsWith(".TH \"WINGLOSS-" + verb.toUpperCase(Locale.ROOT) + "\" 1\n"), page);
      assertTrue(page.contains("\\-\\-help"), page);
      assertFalse(page.lines().anyMatch(line -> line.matches("\\.(?!TH|SH|nf|fi).*")), page);
    }
    assertTrue(Files.exists(man.resolve("wingloss.1")));
  }

  @Test
  void quiet_verbWithProgress_printsItsResultOnly() throws IOException {
    Path out = folder.resolve("faces");
    Object[] words = {"synthesise", "--layout", "jsonl", "--faces", 20, "--size", 48, "-o", out};
    Cli result = Cli.run(Stream.concat(Stream.of(words), Stream.of("-q")).toArray());
    assertEquals(ExitCode.OK, result.exit());
    assertEquals("", result.err());
    assertFalse(result.out().isBlank());
  }
}
