package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.Main;
import org.wingloss.cli.OwnJava;
import org.wingloss.data.scheme.LandmarkScheme;

class SchemeVerbTest {
  @TempDir Path folder;

  @Test
  void list_namesEveryScheme() {
    Cli run = Cli.run("scheme", "list");
    assertEquals(0, run.exit());
    LandmarkScheme.names().forEach(name -> assertTrue(run.out().contains(name), name));
  }

  @Test
  void show_printsTheSchemeFile() throws IOException {
    Cli run = Cli.run("scheme", "show", "mtfl-5");
    Path file = Files.writeString(folder.resolve("shown.json"), run.out());
    assertEquals(LandmarkScheme.of("mtfl-5"), LandmarkScheme.of(file.toString()));
  }

  @Test
  void derive_writesAProvedSchemeFile() throws IOException {
    Path shapes = shapes(15);
    Path out = folder.resolve("mine.json");
    Cli run = Cli.run("scheme", "derive", "--shapes", shapes, "--name", "mine-4", "--out", out);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("pairs      [[0, 2], [1, 3]]"), run.out());
    LandmarkScheme scheme = LandmarkScheme.of(out.toString());
    assertEquals("mine-4", scheme.name());
    assertEquals(List.of(2, 3, 0, 1), boxed(scheme.flipMap()));
    assertEquals(0, Cli.run("scheme", "check", out, "--shapes", shapes).exit());
  }

  /** Digits are of another script there; the program sets the language of numbers as it starts. */
  @Test
  void derive_persianMachine_printsNumbersAsInEnglish() throws Exception {
    List<String> persian =
        List.of("-XX:TieredStopAtLevel=1", "-Duser.language=fa", "-Duser.country=IR");
    Process process =
        OwnJava.of(persian, Main.class, "scheme", "derive", "--shapes", shapes(15))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    List<String> lines = said.lines().toList();
    assertTrue(lines.contains("4 landmarks, 2 faces"), said);
    assertTrue(lines.contains("involution proved, largest residual 0.0000 of the face size"), said);
  }

  @Test
  void oneFace_isNotSaidToBeFaces() throws IOException {
    Path one = folder.resolve("one.jsonl");
    Files.writeString(one, Files.readAllLines(shapes(15)).get(0) + "\n");
    Path out = folder.resolve("mine.json");
    Cli derived = Cli.run("scheme", "derive", "--shapes", one, "--out", out);
    assertEquals(0, derived.exit(), derived.err());
    assertTrue(derived.out().startsWith("4 landmarks, 1 face\n"), derived.out());
    assertTrue(LandmarkScheme.of(out.toString()).description().contains("from 1 face, largest"));
    Cli checked = Cli.run("scheme", "check", out, "--shapes", one);
    assertTrue(checked.out().contains(": the flip map fits 1 face, "), checked.out());
  }

  @Test
  void derive_turnedFaces_failsAndWritesNothing() throws IOException {
    Path out = folder.resolve("mine.json");
    Cli run = Cli.run("scheme", "derive", "--shapes", shapes(28), "--out", out);
    assertEquals(4, run.exit());
    assertTrue(run.err().startsWith("error: no flip map: "), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void check_otherFlipMap_isBadData() throws IOException {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.json"),
            Files.readString(derived()).replace("[ 0, 2 ], [ 1, 3 ]", "[ 0, 3 ], [ 1, 2 ]"));
    Cli run = Cli.run("scheme", "check", wrong, "--shapes", shapes(15));
    assertEquals(4, run.exit(), run.out());
    assertTrue(run.err().contains("it says [3, 2, 1, 0], the faces say [2, 3, 0, 1]"), run.err());
  }

  @Test
  void derive_withoutShapes_isAUsageError() {
    assertEquals(2, Cli.run("scheme", "derive").exit());
    assertEquals(2, Cli.run("scheme").exit());
  }

  private Path derived() throws IOException {
    Path out = folder.resolve("derived.json");
    Cli.run("scheme", "derive", "--shapes", shapes(15), "--out", out);
    return out;
  }

  /** Eyes 0 and 2, mouth corners 1 and 3 of which the last is at a given x. */
  private Path shapes(int mouthX) throws IOException {
    return Files.writeString(
        folder.resolve("shapes.jsonl"),
        """
        {"id":"a","landmarks":[[-20,0],[-15,40],[20,0],[%1$d,40]]}
        {"id":"b","landmarks":[[-40,0],[-30,80],[40,0],[%2$d,80]]}
        """
            .formatted(mouthX, 2 * mouthX));
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
