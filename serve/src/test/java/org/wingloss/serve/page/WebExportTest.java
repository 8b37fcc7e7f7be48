package org.wingloss.serve.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.format.StrictJson;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.inference.TestTimeAugmentation;

/** The files of the page without a server. */
class WebExportTest {
  private static final Pattern NAMED =
      Pattern.compile("(?:from |import\\(|fetch\\(|network\\(|href=|src=)\"([^\"#:]+)\"");

  @TempDir private static Path temporary;

  private static Path folder;

  @BeforeAll
  static void write() {
    folder = temporary.resolve("web");
    WebExport.write(ModelFile.standard(), true, folder);
  }

  @Test
  void files_thatAreNamedInTheFolder_areThereExceptTheRuntime() throws IOException {
    List<String> missing = new ArrayList<>();
    int named = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(js|html)")).toList()) {
        Matcher names = NAMED.matcher(Files.readString(file));
        while (names.find()) {
          named++;
          if (!Files.exists(folder.resolve(names.group(1)))) {
            missing.add(names.group(1));
          }
        }
      }
    }
    assertEquals(List.of("./ort/ort.wasm.bundle.min.mjs"), missing);
    assertTrue(named >= 20, "only " + named + " names found");
  }

  @Test
  void page_withoutServer_saysNothingOfOne() throws IOException {
    String page = Files.readString(folder.resolve("index.html"));
    assertFalse(page.contains("this server"), page);
    assertFalse(page.contains("openapi"), page);
    assertTrue(page.contains("It does not leave this browser."), page);
    assertTrue(page.contains("script-src 'self' 'wasm-unsafe-eval'"), page);
  }

  @Test
  void model_ofTheFolder_tellsHowToCropAndFlip() {
    JsonNode model = StrictJson.read(folder.resolve("model.json"), JsonNode.class);
    assertEquals(128, model.path("crop").path("size").asInt());
    assertEquals(1.2, model.path("crop").path("enlarge").asDouble());
    assertEquals(16, model.path("crop").path("flip").get(0).asInt());
    assertEquals(ModelFile.standard().id(), model.path("id").asText());
  }

  @Test
  void model_ofTheFolder_tellsWhichViewsAreAveragedAndHowFacesAreSearched() {
    JsonNode model = StrictJson.read(folder.resolve("model.json"), JsonNode.class);
    assertEquals("PAIR", model.path("views").asText());
    assertEquals(TestTimeAugmentation.SHIFT, model.path("shift").asDouble());
    JsonNode search = model.path("detector");
    FaceDetector.Search expected = FaceDetector.standardSearch(true);
    assertEquals(expected.finest(), search.path("finest").asDouble());
    assertEquals(expected.shortest(), search.path("shortest").asInt());
    assertEquals(expected.candidate(), search.path("candidate").asDouble());
    assertEquals(expected.least(), search.path("least").asDouble());
  }

  /** Flipped views are put right in the browser as they are here. */
  @Test
  void model_whoseAnnotationsPreferASide_tellsByHowMuch() {
    ModelFile standard = ModelFile.standard();
    Path model = temporary.resolve("model");
    ModelFile.write(model, standard.description().withFlipOffset(0.004), standard.weights());
    Path page = temporary.resolve("page");
    WebExport.write(ModelFile.open(model), false, page);
    JsonNode told = StrictJson.read(page.resolve("model.json"), JsonNode.class);
    assertEquals("NONE", told.path("views").asText());
    assertEquals(0.004 * 128, told.path("crop").path("offset").asDouble(), 1e-12);
  }

  @Test
  void readme_tellsWhichFilesOfWhichPackageAreMissing() throws IOException {
    String readme = Files.readString(folder.resolve("README.md"));
    assertTrue(readme.contains("npm pack onnxruntime-web@1.30.0"), readme);
    assertTrue(readme.contains("ort-wasm-simd-threaded.wasm"), readme);
    double least = FaceDetector.standardSearch(true).least();
    assertTrue(readme.contains("a score of " + least + " or more"), readme);
  }

  /** As many as a canvas has in Safari of iOS up to 17. */
  @Test
  void pixels_ofAPictureThatIsLookedAtAsItIs_areThoseThatTheReadmeTells() throws IOException {
    String page = Files.readString(folder.resolve("api.js"));
    assertTrue(page.contains("pixels: 2 ** 24,"), page);
    String readme = Files.readString(folder.resolve("README.md"));
    assertTrue(readme.contains("more than 16,777,216 pixels"), readme);
  }
}
