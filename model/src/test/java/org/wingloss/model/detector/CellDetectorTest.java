package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector.Detection;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class CellDetectorTest {
  @TempDir Path folder;

  /** A detector that answers the same for every picture of 48 × 40 pixels. */
  private FaceDetector answering(float[] cells) throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    graph.input("image", OnnxGraph.Element.FLOAT32, "1", "3", "H", "W");
    String constant = graph.constant("constant", Tensor.of(List.of(1, 5, 5, 6), cells));
    graph.node("Identity", "cells", List.of(constant)).add();
    graph.output("cells", OnnxGraph.Element.FLOAT32, "1", "5", "h", "w");
    Path file = folder.resolve("cells.onnx");
    Files.write(file, graph.toBytes("test", "1", Map.of()));
    return FaceDetector.open(file);
  }

  private static float[] nothing() {
    float[] cells = new float[5 * 30];
    java.util.Arrays.fill(cells, 0, 30, -9);
    return cells;
  }

  @Test
  void detect_oneCell_isABoxAboutItsMiddle() throws IOException {
    float[] cells = nothing();
    // Column 2, row 1: its middle is 20, 12 from the outer edge of pixel 0.
    int cell = 6 + 2;
    cells[cell] = 3;
    cells[30 + cell] = 0.25f;
    cells[60 + cell] = -0.125f;
    cells[90 + cell] = (float) Math.log(0.75);
    cells[120 + cell] = (float) Math.log(1.25);
    try (FaceDetector detector = answering(cells)) {
      List<Detection> found = detector.detect(new RgbImage(48, 40));
      assertEquals(1, found.size());
      assertEquals(1 / (1 + Math.exp(-3)), found.get(0).score(), 1e-6);
      // Middle (28, 8), sides 24 and 40.
      assertEquals(16 - 0.5, found.get(0).box().left(), 1e-4);
      assertEquals(40 - 0.5, found.get(0).box().right(), 1e-4);
      assertEquals(-12 - 0.5, found.get(0).box().top(), 1e-4);
      assertEquals(28 - 0.5, found.get(0).box().bottom(), 1e-4);
    }
  }

  @Test
  void detect_lowScores_areNoFaces() throws IOException {
    float[] cells = nothing();
    cells[3] = -1;
    try (FaceDetector detector = answering(cells)) {
      assertEquals(List.of(), detector.detect(new RgbImage(48, 40)));
    }
  }

  @Test
  void merge_viewsOfOneFace_giveTheMeanByScoreAndTheBestScore() {
    List<Detection> merged =
        new CellDetector()
            .merge(
                List.of(
                    new Detection(new Box(2, 0, 42, 40), 0.4),
                    new Detection(new Box(0, 0, 40, 40), 0.8),
                    // A part of the face, and another face.
                    new Detection(new Box(10, 20, 26, 36), 0.7),
                    new Detection(new Box(100, 0, 140, 40), 0.5)));
    assertEquals(2, merged.size());
    assertEquals(0.8, merged.get(0).score());
    assertEquals(2 * 0.4 / 1.2, merged.get(0).box().left(), 1e-9);
    assertEquals(new Box(100, 0, 140, 40), merged.get(1).box());
  }
}
