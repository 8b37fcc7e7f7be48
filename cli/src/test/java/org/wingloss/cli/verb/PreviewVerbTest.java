package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.synthetic.SyntheticFaces;

class PreviewVerbTest {
  private static final String RECIPE = "300w-cnn6-wing";

  @TempDir static Path folder;
  private static Path data;

  @BeforeAll
  static void writeFaces() {
    data = folder.resolve("300w");
    RenderedFaceSource source = RenderedFaceSource.synthetic(new SyntheticFaces(2), 96);
    DatasetWriter.of("300w").write(data, source, 24);
  }

  private static Cli preview(Path page, Object... more) {
    List<Object> words = new ArrayList<>(List.of("preview", "--recipe", RECIPE, "--data", data));
    words.addAll(List.of("--out", page));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  @Test
  void page_ofARecipe_showsFacesWithTheirPoints() throws IOException {
    Path page = folder.resolve("new folder/page.html");
    Cli run = preview(page, "--faces", 3, "--draws", 2);
    assertEquals(0, run.exit(), run.err());
    assertEquals(page + ": 3 faces, 2 augmented samples each", run.out().strip());
    String html = Files.readString(page);
    assertEquals(9, count(html, "<image "));
    assertEquals(9 * 68, count(html, "<circle "));
    assertTrue(html.contains("<code>rotation(degrees=30)</code>"));
  }

  @Test
  void json_withOverrides_namesTheAugmentationThatWasUsed() throws IOException {
    Path page = folder.resolve("json.html");
    Cli run =
        preview(
            page,
            "--faces",
            100,
            "--draws",
            0,
            "--set",
            "augmentation=[flip(probability=0.25), grey]",
            "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode document = StrictJson.mapper().readTree(run.out());
    assertEquals("flip(probability=0.25,offset=0)", document.at("/augmentation/0").asText());
    assertEquals("grey(probability=0.1)", document.at("/augmentation/1").asText());
    assertEquals(64, document.at("/input-size").asInt());
    int faces = document.at("/faces").asInt();
    assertTrue(faces > 3 && faces < 24, "all training faces but no others: " + faces);
    assertEquals(faces, count(Files.readString(page), "<image "));
  }

  @Test
  void sameSeed_isTheSamePage() throws IOException {
    for (String name : new String[] {"a.html", "b.html"}) {
      Path page = folder.resolve(name);
      preview(page, "--faces", 2, "--draws", 3);
    }
    assertEquals(-1, Files.mismatch(folder.resolve("a.html"), folder.resolve("b.html")));
  }

  @Test
  void unknownAugmentation_isABadRecipe() {
    Path page = folder.resolve("flop.html");
    Cli run = preview(page, "--set", "augmentation=[flop]");
    assertEquals(3, run.exit());
    assertTrue(run.err().contains("no augmentation is called 'flop'; known: blur"), run.err());
    assertFalse(Files.exists(page));
  }

  @Test
  void missingData_isBadData() {
    Path page = folder.resolve("none.html");
    Cli run =
        Cli.run("preview", "--recipe", RECIPE, "--data", folder.resolve("none"), "--out", page);
    assertEquals(4, run.exit(), run.err());
    assertFalse(Files.exists(page));
  }

  @Test
  void outThatIsAFolderOrNoFaces_isAUsageError() {
    Cli run = preview(folder);
    assertEquals(2, run.exit(), run.err());
    Path page = folder.resolve("zero.html");
    run = preview(page, "--faces", 0);
    assertEquals(2, run.exit(), run.err());
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }
}
