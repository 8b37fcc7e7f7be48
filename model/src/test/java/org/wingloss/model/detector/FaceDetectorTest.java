package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** Detectors made here that answer fixed numbers in the layouts of the known families. */
class FaceDetectorTest {
  @TempDir Path folder;

  /** A graph that reads its input and answers constants. */
  private Path file(String side1, String side2, Map<String, Tensor> answers) throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", side1, side2);
    answer(graph, answers);
    Path file = folder.resolve("detector.onnx");
    Files.write(file, graph.toBytes("test", "1", Map.of()));
    return file;
  }

  private static void answer(OnnxGraph graph, Map<String, Tensor> answers) {
    for (Map.Entry<String, Tensor> answer : answers.entrySet()) {
      String constant = graph.constant(answer.getKey() + ".constant", answer.getValue());
      graph.node("Identity", answer.getKey(), List.of(constant)).add();
      String[] sides =
          answer.getValue().shape().stream().map(Object::toString).toArray(String[]::new);
      graph.output(answer.getKey(), OnnxGraph.Element.FLOAT32, sides);
    }
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
                "bbox_32", zeros(4, 4),
                "kps_8", zeros(64, 10)));
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
  void detect_priorYuNetLayout_measuresFromThePriors() throws IOException {
    // 64 pixels: 8 × 8 × 3 priors at stride 8, then 4 × 4 × 2, 2 × 2 × 2 and 1 × 1 × 3.
    int priors = 192 + 32 + 8 + 3;
    float[] loc = new float[14 * priors];
    float[] conf = new float[2 * priors];
    float[] iou = new float[priors];
    // Stride 16, row 1, column 2, the second side, 48: about (40, 24).
    int prior = 192 + (4 + 2) * 2 + 1;
    loc[14 * prior] = 1;
    loc[14 * prior + 1] = -2;
    loc[14 * prior + 2] = (float) (Math.log(2) / 0.2);
    conf[2 * prior + 1] = 0.9f;
    iou[prior] = 1.2f;
    conf[1] = 0.95f;
    iou[0] = -0.3f;
    Path file =
        file(
            "64",
            "64",
            Map.of(
                "loc", Tensor.of(List.of(priors, 14), loc),
                "conf", Tensor.of(List.of(priors, 2), conf),
                "iou", Tensor.of(List.of(priors, 1), iou)));
    try (FaceDetector detector = FaceDetector.open(file)) {
      List<FaceDetector.Detection> found = detector.detect(new RgbImage(64, 40));
      assertEquals(1, found.size());
      assertEquals(Math.sqrt(0.9), found.get(0).score(), 1e-6);
      // Centre (40 + 0.1·48, 24 − 0.2·48) = (44.8, 14.4), sides 96 and 48.
      assertEquals(44.8 - 48 - 0.5, found.get(0).box().left(), 1e-4);
      assertEquals(14.4 - 24 - 0.5, found.get(0).box().top(), 1e-4);
      assertEquals(44.8 + 48 - 0.5, found.get(0).box().right(), 1e-4);
      assertEquals(14.4 + 24 - 0.5, found.get(0).box().bottom(), 1e-4);
    }
  }

  @Test
  void detect_ultraLightWithoutPostprocessing_measuresFromThePriors() throws IOException {
    // 32 × 24 pixels: maps of 4 × 3, 2 × 2, 1 × 1 and 1 × 1 cells.
    int priors = 12 * 3 + 4 * 2 + 2 + 3;
    float[] scores = new float[2 * priors];
    float[] boxes = new float[4 * priors];
    // Second map, row 1, column 0, first side: about (8, 18), 32 wide and, clamped, 24 high.
    int prior = 36 + 2 * 2;
    scores[2 * prior + 1] = 0.9f;
    boxes[4 * prior] = 0.5f;
    boxes[4 * prior + 2] = (float) (Math.log(0.5) / 0.2);
    Path file =
        file(
            "24",
            "32",
            Map.of(
                "scores", Tensor.of(List.of(1, priors, 2), scores),
                "boxes", Tensor.of(List.of(1, priors, 4), boxes)));
    try (FaceDetector detector = FaceDetector.open(file)) {
      List<FaceDetector.Detection> found = detector.detect(new RgbImage(32, 24));
      assertEquals(1, found.size());
      // Centre (8 + 0.05·32, 18), sides 16 and 24.
      assertEquals(9.6 - 8 - 0.5, found.get(0).box().left(), 1e-4);
      assertEquals(18 - 12 - 0.5, found.get(0).box().top(), 1e-4);
      assertEquals(9.6 + 8 - 0.5, found.get(0).box().right(), 1e-4);
      assertEquals(18 + 12 - 0.5, found.get(0).box().bottom(), 1e-4);
    }
  }

  /** A YuNet whose score of a cell is how blue the cell is. */
  private Path blueness() throws IOException {
    float[] kernel = new float[3 * 64];
    Arrays.fill(kernel, 0, 64, 1 / (64 * 255f));
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    String input = graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", "64", "64");
    String weight = graph.constant("kernel", Tensor.of(List.of(1, 3, 8, 8), kernel));
    String map = graph.node("Conv", "map", List.of(input, weight)).with("strides", 8, 8).add();
    String shape = graph.constant("shape", 1L, 64L, 1L);
    graph.node("Reshape", "cls_8", List.of(map, shape)).add();
    graph.output("cls_8", OnnxGraph.Element.FLOAT32, "1", "64", "1");
    float[] ones = new float[64];
    Arrays.fill(ones, 1);
    Map<String, Tensor> answers = new LinkedHashMap<>();
    answers.put("obj_8", Tensor.of(List.of(1, 64, 1), ones));
    answers.put("bbox_8", zeros(64, 4));
    for (int stride = 16; stride <= 32; stride *= 2) {
      int cells = 64 / stride * (64 / stride);
      answers.put("cls_" + stride, zeros(cells, 1));
      answers.put("obj_" + stride, zeros(cells, 1));
      answers.put("bbox_" + stride, zeros(cells, 4));
    }
    answer(graph, answers);
    return Files.write(folder.resolve("blue.onnx"), graph.toBytes("test", "1", Map.of()));
  }

  @Test
  void detect_yuNetLayout_seesBlueFirstAndNothingBelowThePicture() throws IOException {
    RgbImage blue = new RgbImage(64, 32);
    RgbImage red = new RgbImage(64, 32);
    for (int i = 0; i < 64 * 32; i++) {
      blue.rgb()[3 * i + 2] = (byte) 255;
      red.rgb()[3 * i] = (byte) 255;
    }
    try (FaceDetector detector = FaceDetector.open(blueness())) {
      assertEquals(List.of(), detector.detect(red));
      List<FaceDetector.Detection> found = detector.detect(blue);
      assertEquals(8 * 4, found.size());
      assertEquals(1, found.get(0).score(), 1e-5);
      // A box lies about its cell's upper left corner; a smaller picture is not enlarged.
      assertTrue(found.stream().allMatch(one -> one.box().bottom() < 32), found.toString());
      assertEquals(2 * 2, detector.detect(Warp.crop(blue, AffineMap.IDENTITY, 16, 16)).size());
    }
  }

  @Test
  void detect_outputOfAnotherLength_isRefused() throws IOException {
    Path file =
        file("64", "64", Map.of("loc", zeros(3, 14), "conf", zeros(3, 2), "iou", zeros(3, 1)));
    try (FaceDetector detector = FaceDetector.open(file)) {
      var thrown =
          assertThrows(InvalidDataException.class, () -> detector.detect(new RgbImage(64, 64)));
      assertEquals(
          "the face detector's output 'loc' should have 3290 numbers but has 42",
          thrown.getMessage());
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

  /** A step of 0 ended the process, with detectors as with models. */
  @Test
  void open_strideOfZero_isRefused() throws IOException {
    Path file = blueness();
    Onnx.ModelProto.Builder model = Onnx.ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    model.getGraphBuilder().getNodeBuilder(0).getAttributeBuilder(0).setInts(0, 0);
    Files.write(file, model.build().toByteArray());
    refused(file, "node 'map' (Conv): strides must be from 1 to 4096 but is 0");
  }

  private static void refused(Path file, String message) {
    var thrown = assertThrows(InvalidDataException.class, () -> FaceDetector.open(file));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
