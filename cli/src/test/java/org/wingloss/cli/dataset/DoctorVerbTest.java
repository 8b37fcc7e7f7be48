package org.wingloss.cli.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.format.StrictJson;

class DoctorVerbTest {
  private Path data;

  @BeforeEach
  void faces(@TempDir Path folder) {
    data = folder.resolve("faces");
    Cli.run("synthesise", "--layout", "mtfl", "--faces", 40, "--size", 48, "--out", data);
  }

  @Test
  void smallSet_isUsableWithCare() {
    Cli run = Cli.run("doctor", "--dataset", "mtfl", "--data", data);
    assertEquals(0, run.exit(), run.out() + run.err());
    assertTrue(run.out().contains("verdict: usable with care"), run.out());
    assertTrue(run.out().contains("train: 30 of 10000"), run.out());
  }

  @Test
  void brokenPicture_isExit4_andTheFixListMakesItUsable() throws IOException {
    Files.writeString(data.resolve("lfw_5590/face_00000.jpg"), "no picture");
    Path skip = data.resolve("wingloss-skip.txt");
    Cli broken =
        Cli.run("doctor", "--dataset", "mtfl", "--data", data, "--json", "--fix-list", skip);
    assertEquals(4, broken.exit());
    JsonNode json = StrictJson.mapper().readTree(broken.out());
    assertEquals("unusable", json.get("verdict").asText());
    assertEquals("lfw_5590/face_00000.jpg", json.at("/fix/0").asText());
    assertEquals("error", json.at("/findings/2/severity").asText());
    assertEquals(List.of("lfw_5590/face_00000.jpg"), Files.readAllLines(skip).subList(1, 2));
    Cli repaired = Cli.run("doctor", "--dataset", "mtfl", "--data", data);
    assertEquals(0, repaired.exit(), repaired.out());
  }

  /** The second time the listed face is read no more, and nothing is found wrong with it. */
  @Test
  void fixList_writtenTwice_keepsItsLines() throws IOException {
    Files.writeString(data.resolve("lfw_5590/face_00000.jpg"), "no picture");
    Path skip = data.resolve("wingloss-skip.txt");
    Object[] command = {"doctor", "--dataset", "mtfl", "--data", data, "--fix-list", skip};
    Cli.run(command);
    Files.writeString(skip, "by hand.jpg\n", StandardOpenOption.APPEND);
    List<String> lines = Files.readAllLines(skip);
    assertEquals(0, Cli.run(command).exit());
    assertEquals(lines, Files.readAllLines(skip));
  }

  @Test
  void fixListThatCannotBeRead_isExit4_butTheDiagnosisIsPrinted() throws IOException {
    Path list = Files.write(data.resolveSibling("list"), new byte[] {(byte) 0xC3, '('});
    Cli run = Cli.run("doctor", "--dataset", "mtfl", "--data", data, "--fix-list", list);
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("is not text"), run.err());
    assertTrue(run.out().contains("verdict: usable with care"), run.out());
  }

  @Test
  void suspiciousFace_isNamedAndDrawnOnThePage() throws IOException {
    Path list = data.resolve("training.txt");
    List<String> right = Files.readAllLines(list);
    List<String> lines = new ArrayList<>(right);
    String[] cells = lines.get(4).strip().split(" +");
    for (int[] pair : new int[][] {{1, 2}, {4, 5}, {6, 7}, {9, 10}}) {
      Collections.swap(Arrays.asList(cells), pair[0], pair[1]);
    }
    lines.set(4, String.join(" ", cells));
    Files.write(list, lines);
    Path page = data.resolve("suspicious.html");
    Object[] command = {"doctor", "--dataset", "mtfl", "--data", data, "--page", page};
    Cli run = Cli.run(command);
    assertEquals(0, run.exit(), run.err());
    String fault = cells[0].replace('\\', '/') + ": left and right are swapped";
    assertTrue(run.out().contains(fault), run.out());
    assertTrue(run.out().contains("1 face to look at is drawn in " + page), run.out());
    assertTrue(run.out().contains("1 face has annotations that do not look right"), run.out());
    String html = Files.readString(page);
    assertTrue(html.contains(fault), "the page names the fault");
    assertTrue(html.contains("<image "), "the page shows the face");
    assertTrue(html.contains("<p>1 face, 176 × 176 pixels, scheme mtfl-5. Blue:"), html);
    Files.write(list, right);
    assertEquals(0, Cli.run(command).exit());
    assertTrue(Files.readString(page).contains("<p>0 faces, "), "the page of before is gone");
  }

  @Test
  void linkOutOfTheFolder_isExit4_unlessLinksAreFollowed() throws IOException {
    Path picture = DatasetReader.of("mtfl").read(data, "train").get(0).image();
    Path elsewhere = Files.move(picture, data.resolveSibling("elsewhere.jpg"));
    Files.createSymbolicLink(picture, elsewhere);
    Cli refused = Cli.run("doctor", "--dataset", "mtfl", "--data", data);
    assertEquals(4, refused.exit(), refused.err());
    assertTrue(refused.out().contains("1 face cannot be read"), refused.out());
    assertTrue(refused.out().contains("others with --follow-links"), refused.out());
    Cli followed = Cli.run("doctor", "--dataset", "mtfl", "--data", data, "--follow-links");
    assertEquals(0, followed.exit(), followed.out());
  }

  @Test
  void missingFolder_isExit4() {
    Cli run = Cli.run("doctor", "--dataset", "300w", "--data", data.resolve("absent"));
    assertEquals(4, run.exit());
    assertEquals("error: " + data.resolve("absent") + ": there is no such folder\n", run.err());
  }
}
