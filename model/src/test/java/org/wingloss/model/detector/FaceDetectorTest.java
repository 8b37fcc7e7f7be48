package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.onnx.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** Detectors made here that answer fixed numbers in the layouts of the known families. */
class FaceDetectorTest {
  @TempDir Path folder;

  /** A graph that reads its input and answers constants. */
  private Path file(String side1, String side2, Map<String, Tensor> answers) throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", side1, side2);
    for (Map.Entry<String, Tensor> answer : answers.entrySet()) {
      String constant = graph.constant(answer.getKey() + ".constant", answer.getValue());
      graph.node("Identity", answer.getKey(), List.of(constant)).add();
      String[] sides =
          answer.getValue().shape().stream().map(Object::toString).toArray(String[]::new);
      graph.output(answer.getKey(), OnnxGraph.Element.FLOAT32, sides);
    }
    Path file = folder.resolve("detector.onnx");
    Files.write(file, graph.toBytes("test", "1", Map.of()));
    return file;
  }

  private static Tensor zeros(int cells, int values) {
    return Tensor.of(List.of(1, cells, values), new float[cells * values]);
  }

  @Test
  void detect_yuNetLayout_decodesCellsAndDropsDoubles() throws IOException {
    float[] cls = new float[64];
    float[] obj = new float[64];
    float[] bbox = new float[256];
    // Stride 8 on 64 pixels: 8 columns. Cell 19 is column 3, row 2.
    for (int cell : new int[] {19, 20}) {
      cls[cell] = cell == 19 ? 0.9f : 0.8f;
      obj[cell] = 1;
      bbox[4 * cell] = cell == 19 ? 0.5f : -0.5f;
      bbox[4 * cell + 1] = 0.25f;
      bbox[4 * cell + 2] = (float) Math.log(2);
      bbox[4 * cell + 3] = (float) Math.log(3);
    }
    cls[0] = 0.9f;
    obj[0] = 0.5f;
    Path file =
        file(
            "64",
            "64",
            Map.of(
                "cls_8", Tensor.of(List.of(1, 64, 1), cls),
                "obj_8", Tensor.of(List.of(1, 64, 1), obj),
                "bbox_8", Tensor.of(List.of(1, 64, 4), bbox),
                "cls_16", zeros(16, 1),
                "obj_16", zeros(16, 1),
                "bbox_16", zeros(16, 4),
                "cls_32", zeros(4, 1),
                "obj_32", zeros(4, 1),
                "bbox_32", zeros(4, 4)));
    try (FaceDetector detector = FaceDetector.open(file)) {
      // Twice as wide as the input: one input pixel is two picture pixels.
      List<FaceDetector.Detection> found = detector.detect(new RgbImage(128, 100));
      // Cells 19 and 20 name the same box and the better stays; cell 0 scores only 0.67.
      assertEquals(1, found.size());
      assertEquals(Math.sqrt(0.9), found.get(0).score(), 1e-6);
      // Centre (3.5·8, 2.25·8) = (28, 18), sides 16 and 24, from the outer edge of pixel 0.
      assertEquals(2 * 20 - 0.5, found.get(0).box().left(), 1e-4);
      assertEquals(2 * 6 - 0.5, found.get(0).box().top(), 1e-4);
      assertEquals(2 * 36 - 0.5, found.get(0).box().right(), 1e-4);
      assertEquals(2 * 30 - 0.5, found.get(0).box().bottom(), 1e-4);
    }
  }

  @Test
  void detect_ultraLightLayout_readsSharesOfTheStretchedPicture() throws IOException {
    Path file =
        file(
            "24",
            "32",
            Map.of(
                "scores", Tensor.of(List.of(1, 3, 2), 0.9f, 0.1f, 0.05f, 0.95f, 0.2f, 0.8f),
                "boxes",
                    Tensor.of(
                        List.of(1, 3, 4), 0, 0, 1, 1, 0.25f, 0.5f, 0.5f, 1, 0.6f, 0, 0.9f, 0.4f)));
    try (FaceDetector detector = FaceDetector.open(file)) {
      List<FaceDetector.Detection> found = detector.detect(new RgbImage(200, 300));
      assertEquals(2, found.size());
      assertEquals(0.95, found.get(0).score(), 1e-6);
      assertEquals(50 - 0.5, found.get(0).box().left(), 1e-3);
      assertEquals(150 - 0.5, found.get(0).box().top(), 1e-3);
      assertEquals(100 - 0.5, found.get(0).box().right(), 1e-3);
      assertEquals(300 - 0.5, found.get(0).box().bottom(), 1e-3);
      assertEquals(120 - 0.5, found.get(1).box().left(), 1e-3);
    }
  }

  @Test
  void open_otherFiles_areRefused() throws IOException {
    Path other = file("8", "8", Map.of("heat", zeros(4, 4)));
    refused(other, "no face detector of a known layout");
    Files.writeString(other, "not onnx");
    refused(other, "is not a usable ONNX file");
    refused(folder.resolve("absent.onnx"), "no such face detector");
  }

  private static void refused(Path file, String message) {
    var thrown = assertThrows(InvalidDataException.class, () -> FaceDetector.open(file));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
