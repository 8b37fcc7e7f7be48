package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** {@code predict} with several predictions per face. */
class PredictUncertaintyTest extends OnePhoto {
  @Test
  void predict_severalModels_averagesTheirPredictions() throws IOException {
    Path two = SmallModels.two(folder.resolve("two"));
    Landmarks one = only(faces(Cli.run("predict", "--model", model, photo, "--box", BOX)));
    Landmarks other = only(faces(Cli.run("predict", "--model", two, photo, "--box", BOX)));
    Landmarks both =
        only(faces(Cli.run("predict", "--model", model, "--model", two, photo, "--box", BOX)));
    assertNotEquals(one.x(3), other.x(3), 0.1);
    assertEquals((one.x(3) + other.x(3)) / 2, both.x(3), 1e-6);
  }

  private static Landmarks only(List<Face> faces) {
    assertEquals(1, faces.size());
    return faces.get(0).landmarks();
  }

  @Test
  void predict_maxUncertainty_leavesOutFacesWithMoreSpread() throws IOException {
    Path flat = folder.resolve("flat.png");
    ImageFiles.writePng(new RgbImage(100, 80), flat);
    Cli all = Cli.run("predict", "--model", model, photo, flat, "--box", BOX, "--uncertainty");
    List<Double> scatter = new ArrayList<>();
    for (String line : all.out().lines().toList()) {
      JsonNode face = StrictJson.mapper().readTree(line);
      double sum = 0;
      double[] least = {1e9, 1e9};
      double[] most = {-1e9, -1e9};
      for (int i = 0; i < 5; i++) {
        sum += face.path("uncertainty").path(i).doubleValue();
        for (int axis = 0; axis < 2; axis++) {
          double at = face.path("landmarks").path(i).path(axis).doubleValue();
          least[axis] = Math.min(least[axis], at);
          most[axis] = Math.max(most[axis], at);
        }
      }
      scatter.add(100 * sum / 5 / Math.max(most[0] - least[0], most[1] - least[1]));
    }
    double between = (scatter.get(0) + scatter.get(1)) / 2;
    Cli sure =
        Cli.run(
            "predict",
            "--model",
            model,
            photo,
            flat,
            "--box",
            BOX,
            "--uncertainty",
            "--max-uncertainty",
            between);
    assertEquals(0, sure.exit(), sure.err());
    int kept = scatter.get(0) < between ? 0 : 1;
    assertEquals(all.out().lines().toList().get(kept), sure.out().strip());
    assertTrue(sure.err().contains("1 of 2 faces left out"), sure.err());
  }

  @Test
  void predict_noPredictionSureEnough_isBadDataAndLeavesNoFile() {
    Path out = folder.resolve("sure.jsonl");
    Cli none =
        Cli.run(
            "predict",
            "--model",
            model,
            photo,
            "--box",
            BOX,
            "--uncertainty",
            "--max-uncertainty",
            1e-9,
            "--out",
            out);
    assertEquals(4, none.exit());
    assertTrue(none.err().contains("of the only face spread by more than 1.0E-9 %"), none.err());
    assertFalse(Files.exists(out));
    assertFalse(Files.exists(folder.resolve("sure.jsonl.unfinished")));
  }

  @Test
  void predict_json_printsOneDocument() throws IOException {
    Cli run = Cli.run("predict", "--model", model, photo, "--box", BOX, "--json", "--uncertainty");
    JsonNode root = StrictJson.mapper().readTree(run.out());
    assertEquals(1, root.path("pictures").intValue());
    JsonNode face = root.path("faces").path(0);
    assertEquals(5, face.path("landmarks").size());
    assertEquals(5, face.path("uncertainty").size());
  }
}
