package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.Sha256;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.file.ModelFile;

/** The landmark model that travels with the program. */
class StandardModelTest {
  private static final String FOLDER = "/org/wingloss/model/standard/";

  @Test
  void standard_facesThatItHasNotSeen_errorBelowFourPercent() {
    SyntheticFaces faces =
        new SyntheticFaces(987, SyntheticSettings.DEFAULT.withDisturbance(0, 0.5));
    double sum = 0;
    int count = 24;
    try (Localiser localiser = Localiser.standard()) {
      for (int i = 0; i < count; i++) {
        SyntheticFace face = faces.face(i, 256);
        Landmarks truth = face.landmarks("300w-68");
        sum += error(localiser.localise(face.image(), face.box()).landmarks(), truth);
      }
    }
    assertTrue(sum / count < 0.04, "NME " + sum / count);
  }

  @Test
  void standard_isOf68LandmarksAndBoxesAroundThem() {
    ModelFile model = ModelFile.standard();
    assertEquals("300w-68", model.description().scheme().name());
    assertEquals("TRUTH", model.description().box().kind().name());
  }

  @Test
  void standard_filesTogether_areAtMostEightMegabytes() throws IOException {
    int bytes = 0;
    for (String name : new String[] {"model.json", "model.onnx", "weights.safetensors"}) {
      bytes += content(name).length;
    }
    assertTrue(bytes <= 8_000_000, bytes + " bytes");
  }

  /** They are not hashed when the model is opened. */
  @Test
  void standard_files_areThoseThatItsDescriptionPromises() throws IOException {
    JsonNode files = StrictJson.mapper().readTree(content("model.json")).path("files");
    assertEquals(4, files.size());
    for (String name :
        new String[] {"model.onnx", "weights.safetensors", "shapes.json", "spread.json"}) {
      byte[] content = content(name);
      assertEquals(files.path(name).path("bytes").intValue(), content.length, name);
      assertEquals(files.path(name).path("sha256").textValue(), Sha256.of(content).hex(), name);
    }
  }

  @Test
  void card_givesTheCreditsThatItsPhotographsAskFor() throws IOException {
    String card = new String(content("README.md"), StandardCharsets.UTF_8);
    assertTrue(card.contains("10.6084/m9.figshare.5047666"), card);
    assertTrue(card.contains("10.6084/m9.figshare.4220517"), card);
    assertTrue(card.contains("CC BY 4.0"), card);
  }

  private static byte[] content(String name) throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream(FOLDER + name)) {
      return in.readAllBytes();
    }
  }

  /** NME by the distance between the outer corners of the eyes. */
  private static double error(Landmarks found, Landmarks truth) {
    double norm = Math.hypot(truth.x(45) - truth.x(36), truth.y(45) - truth.y(36));
    double sum = 0;
    for (int i = 0; i < truth.count(); i++) {
      sum += Math.hypot(found.x(i) - truth.x(i), found.y(i) - truth.y(i)) / norm;
    }
    return sum / truth.count();
  }
}
