package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;

/** Faces that nobody gave a box. */
class PredictDetectorTest extends OnePhoto {
  private final SyntheticFace face =
      new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5))
          .face(4, 200);

  private Path portrait;
  private Path wall;

  @BeforeEach
  void portraits() {
    portrait = folder.resolve("portrait.png");
    wall = folder.resolve("wall.png");
    ImageFiles.writePng(face.image(), portrait);
    ImageFiles.writePng(new RgbImage(300, 200), wall);
  }

  @Test
  void predict_noBox_takesWhatTheBuiltInDetectorFinds() throws IOException {
    List<Face> faces = faces(Cli.run("predict", "--model", model, portrait));
    assertEquals(1, faces.size());
    Box found = faces.get(0).box().orElseThrow();
    Box truth = face.box();
    assertEquals(truth.centreX(), found.centreX(), truth.width() / 4);
    assertEquals(truth.centreY(), found.centreY(), truth.height() / 4);
    assertEquals(truth.width(), found.width(), truth.width() / 3);
  }

  @Test
  void predict_pictureAlone_findsTheFaceAndItsLandmarks() throws IOException {
    Path drawn = folder.resolve("drawn");
    List<Face> faces = faces(Cli.run("predict", portrait, "--draw", drawn));
    assertEquals(1, faces.size());
    Landmarks found = faces.get(0).landmarks();
    Landmarks truth = face.landmarks("300w-68");
    assertEquals(68, found.count());
    double sum = 0;
    for (int i = 0; i < 68; i++) {
      sum += Math.hypot(found.x(i) - truth.x(i), found.y(i) - truth.y(i));
    }
    double eyes = Math.hypot(truth.x(45) - truth.x(36), truth.y(45) - truth.y(36));
    assertTrue(sum / 68 < 0.08 * eyes, "NME " + sum / 68 / eyes);
    assertTrue(Files.isRegularFile(drawn.resolve("portrait.png.png")));
  }

  @Test
  void predict_noFace_isSaidAndIsNoFailure() throws IOException {
    Cli text = Cli.run("predict", "--model", model, wall);
    assertEquals(0, text.exit(), text.err());
    assertEquals("", text.out());
    assertTrue(text.err().contains("no face was found in 1 of 1 picture ("), text.err());
    Cli json = Cli.run("predict", "--model", model, wall, "--json");
    assertEquals(0, json.exit(), json.err());
    JsonNode document = StrictJson.mapper().readTree(json.out());
    assertEquals(0, document.at("/faces").size(), json.out());
  }

  @Test
  void predict_size_isRefusedOutOfRangeAndElseTheFinestScale() throws IOException {
    assertEquals(2, Cli.run("predict", "--model", model, portrait, "--detector-size", 10).exit());
    assertEquals(
        1, faces(Cli.run("predict", "--model", model, portrait, "--detector-size", 128)).size());
  }

  @Test
  void predict_detectorOfTheUser_isTaken() throws IOException {
    Path none = Files.writeString(folder.resolve("none.onnx"), "x");
    Cli run = Cli.run("predict", "--model", model, portrait, "--detector", none);
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("none.onnx"), run.err());
  }

  @Test
  void track_frameAlone_findsTheFaceAndItsLandmarks() throws IOException {
    Path out = folder.resolve("track.jsonl");
    Cli run = Cli.run("track", portrait, portrait, "--out", out);
    assertEquals(0, run.exit(), run.err());
    List<Face> tracked = JsonLines.read(out);
    assertEquals(2, tracked.size());
    assertEquals(Set.of(), tracked.get(1).subsets());
    Landmarks found = tracked.get(1).landmarks();
    Landmarks truth = face.landmarks("300w-68");
    double eyes = Math.hypot(truth.x(45) - truth.x(36), truth.y(45) - truth.y(36));
    for (int i : new int[] {30, 36, 45, 48, 54}) {
      assertEquals(truth.x(i), found.x(i), 0.15 * eyes, "x of landmark " + i);
      assertEquals(truth.y(i), found.y(i), 0.15 * eyes, "y of landmark " + i);
    }
  }

  @Test
  void track_noBox_startsAtTheFaceFound() throws IOException {
    Path out = folder.resolve("track.jsonl");
    Cli run = Cli.run("track", "--model", model, portrait, "--out", out);
    assertEquals(0, run.exit(), run.err());
    assertEquals(2, Cli.run("track", portrait, "--no-filter", "--cut-off", "-3").exit());
    Cli none = Cli.run("track", "--model", model, wall, "--out", out);
    assertEquals(4, none.exit());
    assertTrue(none.err().contains("no face was detected"), none.err());
  }
}
