package org.wingloss.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.UsualSpread;
import org.wingloss.model.weights.Weights;

/**
 * What a plausible shape is, how far predictions usually differ, and to which side annotations lie
 * travel with the model.
 */
class ModelShapesTest {
  private static final ModelDescription SILENT = Models.description(Models.SMALL, Models.FIVE);
  private static final ModelDescription KNOWN = SILENT.withShapes(Models.shapes());
  private static final Weights WEIGHTS = Models.weights(Models.SMALL, 5, 1);

  @TempDir private Path temporary;

  private Path model(ModelDescription description) {
    Path folder = temporary.resolve("model");
    ModelFile.write(folder, description, WEIGHTS);
    return folder;
  }

  @Test
  void write_shapes_readBackFromFolderAndZip() {
    assertReadBack(KNOWN);
  }

  @Test
  void write_spread_readBackFromFolderAndZip() {
    assertReadBack(KNOWN.withSpread(new UsualSpread(0.02)));
  }

  private void assertReadBack(ModelDescription description) {
    Path folder = model(description);
    Path zip = temporary.resolve("model.zip");
    ModelZip.write(folder, zip);
    assertEquals(description, ModelFile.open(folder).description());
    assertEquals(description, ModelFile.open(zip).description());
  }

  @Test
  void open_spreadThatIsNone_isRefused() throws IOException {
    Path folder = model(KNOWN.withSpread(new UsualSpread(0.02)));
    replace(folder, "spread.json", "{\"limit\":0}");
    refused(folder, "a usual spread must be > 0 but was 0.0");
  }

  @Test
  void write_flipOffset_isAFileOnlyWhereThereIsOne() throws IOException {
    assertTrue(Files.notExists(model(KNOWN).resolve("flip.json")));
    assertReadBack(KNOWN.withFlipOffset(0.004));
    assertEquals(
        "{\n  \"offset\" : 0.004\n}\n",
        Files.readString(temporary.resolve("model").resolve("flip.json")));
    assertThrows(IllegalArgumentException.class, () -> KNOWN.withFlipOffset(0.2));
  }

  @Test
  void open_modelWithoutShapes_isAsBefore() throws IOException {
    Path folder = model(SILENT);
    assertEquals(Optional.empty(), ModelFile.open(folder).description().shapes());
    assertTrue(Files.notExists(folder.resolve("shapes.json")));
  }

  @Test
  void open_shapesAltered_isRefused() throws IOException {
    Path folder = model(KNOWN);
    Path shapes = folder.resolve("shapes.json");
    Files.writeString(shapes, Files.readString(shapes).replace("0.25", "0.35"));
    refused(folder, "altered or damaged");
  }

  @Test
  void open_shapesOfOtherLandmarks_isRefused() throws IOException {
    Path folder = model(KNOWN);
    replace(
        folder,
        "shapes.json",
        "{\"mean\":[0,1,2,0,3,1],\"modes\":[[1,0,0,0,0,0]],\"variances\":[1],\"limit\":0.1}");
    refused(folder, "have 3 landmarks but the scheme mtfl-5 has 5");
  }

  /** Another content, with its fingerprint. */
  private static void replace(Path folder, String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Fingerprint before = Fingerprint.of(Files.readAllBytes(file));
    Files.writeString(file, content);
    Fingerprint after = Fingerprint.of(Files.readAllBytes(file));
    Path json = folder.resolve("model.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replace(before.sha256(), after.sha256())
            .replace("\"bytes\" : " + before.bytes(), "\"bytes\" : " + after.bytes()));
  }

  private static void refused(Path folder, String reason) {
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> ModelFile.open(folder));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void withShapes_ofOtherLandmarks_isRefused() {
    ModelDescription other = Models.description(Models.SMALL, LandmarkScheme.of("aflw-19"));
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> other.withShapes(Models.shapes()));
    assertEquals(
        "the plausible shapes have 5 landmarks but the scheme aflw-19 has 19", thrown.getMessage());
  }
}
