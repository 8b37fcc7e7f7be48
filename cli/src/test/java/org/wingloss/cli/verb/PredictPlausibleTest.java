package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

/** Landmarks that make no face are marked. */
class PredictPlausibleTest extends OnePhoto {
  private static final SyntheticFace FACE =
      new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5))
          .face(4, 200);

  private Path portrait;
  private Path noise;

  @BeforeEach
  void pictures() {
    portrait = folder.resolve("portrait.png");
    noise = folder.resolve("noise.png");
    ImageFiles.writePng(FACE.image(), portrait);
    RgbImage image = new RgbImage(200, 200);
    new Random(2).nextBytes(image.rgb());
    ImageFiles.writePng(image, noise);
  }

  private static String box() {
    Box box = FACE.box();
    return "%s,%s,%s,%s".formatted(box.left(), box.top(), box.right(), box.bottom());
  }

  @Test
  void predict_faceAndNoise_oneIsMarkedAndCounted() throws IOException {
    Cli run = Cli.run("predict", portrait, noise, "--box", box());
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(StrictJson.mapper().readTree(lines.get(0)).path("plausible").isBoolean());
    assertTrue(StrictJson.mapper().readTree(lines.get(0)).path("plausible").booleanValue());
    assertTrue(lines.get(1).contains("\"plausible\":false"), lines.get(1));
    assertTrue(
        run.err().contains("1 of 2 faces are marked as implausible (" + noise + ")"), run.err());
  }

  @Test
  void predict_json_marksInTheDocument() throws IOException {
    Cli run = Cli.run("predict", noise, "--box", box(), "--json", "--uncertainty");
    JsonNode face = StrictJson.mapper().readTree(run.out()).at("/faces/0");
    assertTrue(face.path("plausible").isBoolean(), run.out());
    assertFalse(face.path("plausible").booleanValue(), run.out());
  }

  @Test
  void predict_fileOfFaces_isReadBack() throws IOException {
    Path out = folder.resolve("faces.jsonl");
    assertEquals(0, Cli.run("predict", noise, "--box", box(), "--out", out).exit());
    assertTrue(Files.readString(out).contains("\"plausible\":false"));
    assertEquals(1, JsonLines.read(out).size());
  }

  @Test
  void predict_drawing_showsItInAnotherColour() throws IOException {
    Path drawn = folder.resolve("drawn");
    Cli run = Cli.run("predict", portrait, noise, "--box", box(), "--draw", drawn);
    assertEquals(0, run.exit(), run.err());
    int corner = 3 * (200 * (int) FACE.box().top() + (int) FACE.box().left() + 1);
    RgbImage face = ImageFiles.read(drawn.resolve("portrait.png.png"));
    RgbImage other = ImageFiles.read(drawn.resolve("noise.png.png"));
    assertNotEquals(face.rgb()[corner + 1], other.rgb()[corner + 1]);
  }

  /** A model that was trained before there was such a thing. */
  @Test
  void predict_modelWithoutShapes_marksNothing() {
    Cli run = Cli.run("predict", "--model", model, noise, "--box", box());
    assertFalse(run.out().contains("plausible"), run.out());
    assertFalse(run.err().contains("plausible"), run.err());
  }
}
