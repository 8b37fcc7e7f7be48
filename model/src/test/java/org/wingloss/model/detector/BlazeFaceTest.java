package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** Graphs in the form of BlazeFace that give fixed numbers, or one that comes from the picture. */
class BlazeFaceTest {
  private static final int ANCHORS = 896;

  @TempDir private Path folder;

  private final float[] boxes = new float[16 * ANCHORS];
  private final float[] scores = new float[ANCHORS];

  BlazeFaceTest() {
    Arrays.fill(scores, -100_000);
  }

  private void face(int anchor, float score, float... numbers) {
    scores[anchor] = score;
    System.arraycopy(numbers, 0, boxes, 16 * anchor, numbers.length);
  }

  private OnnxGraph graph(String... sides) {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    graph.input("input", OnnxGraph.Element.FLOAT32, sides);
    return graph;
  }

  private static void output(OnnxGraph graph, String name, Tensor value) {
    String constant = graph.constant(name + ".constant", value);
    graph.node("Identity", name, List.of(constant)).add();
    declare(graph, name, value.shape().get(1), value.shape().get(2));
  }

  private static void declare(OnnxGraph graph, String name, int rows, int columns) {
    graph.output(
        name, OnnxGraph.Element.FLOAT32, "1", Integer.toString(rows), Integer.toString(columns));
  }

  private FaceDetector open(OnnxGraph graph) throws IOException {
    Path file = folder.resolve("blazeface.onnx");
    Files.write(file, graph.toBytes("test", "1", Map.of()));
    return FaceDetector.open(file);
  }

  private FaceDetector fixed(String... sides) throws IOException {
    OnnxGraph graph = graph(sides);
    output(graph, "regressors", Tensor.of(List.of(1, scores.length, 16), boxes));
    output(graph, "classificators", Tensor.of(List.of(1, scores.length, 1), scores));
    return open(graph);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 128 128 3", "1 3 128 128"})
  void detect_anchorsOfBothStrides_areBoxesAboutTheirCells(String sides) throws IOException {
    // Stride 8: 16 columns, two anchors a cell. Column 3, row 2, its second anchor.
    face(2 * (2 * 16 + 3) + 1, 2, 1, -2, 20, 24);
    // Stride 16: 8 columns, six anchors a cell, after 512. Column 5, row 6, its last anchor.
    face(512 + 6 * (6 * 8 + 5) + 5, 500, -3, 4, 30, 36);
    // A score of 0.47.
    face(0, -0.1f, 0, 0, 20, 20);
    try (FaceDetector detector = fixed(sides.split(" ", -1))) {
      // Twice as wide as the input: one input pixel is two picture pixels.
      List<FaceDetector.Detection> found = detector.detect(new RgbImage(256, 200));
      assertEquals(2, found.size(), found.toString());
      assertEquals(1, found.get(0).score(), 1e-9);
      assertEquals(2 * (5.5 * 16 - 3 - 15) - 0.5, found.get(0).box().left(), 1e-4);
      assertEquals(2 * (6.5 * 16 + 4 + 18) - 0.5, found.get(0).box().bottom(), 1e-4);
      assertEquals(1 / (1 + Math.exp(-2)), found.get(1).score(), 1e-6);
      assertEquals(2 * (3.5 * 8 + 1 - 10) - 0.5, found.get(1).box().left(), 1e-4);
      assertEquals(2 * (2.5 * 8 - 2 - 12) - 0.5, found.get(1).box().top(), 1e-4);
      assertEquals(2 * (3.5 * 8 + 1 + 10) - 0.5, found.get(1).box().right(), 1e-4);
      assertEquals(2 * (2.5 * 8 - 2 + 12) - 0.5, found.get(1).box().bottom(), 1e-4);
    }
  }

  /** Its layers pad channels before they add; what is padded here are the other anchors' scores. */
  @Test
  void detect_channelsLastAndPadding_seesTheColoursOfThePicture() throws IOException {
    OnnxGraph graph = graph("1", "128", "128", "3");
    String from = graph.constant("from", 64, 64, 0);
    String to = graph.constant("to", 65, 65, 1);
    String axes = graph.constant("axes", 1, 2, 3);
    String red = graph.node("Slice", "red", List.of("input", from, to, axes)).add();
    String one = graph.constant("one", 1, 1, 1);
    String score = graph.node("Reshape", "score", List.of(red, one)).add();
    String pads = graph.constant("pads", 0, 0, 0, 0, ANCHORS - 1, 0);
    String least = graph.constant("least", Tensor.of(List.of(), -50));
    graph.node("Pad", "classificators", List.of(score, pads, least)).add();
    declare(graph, "classificators", ANCHORS, 1);
    face(0, 0, 30, 30, 20, 20);
    output(graph, "regressors", Tensor.of(List.of(1, ANCHORS, 16), boxes));
    try (FaceDetector detector = open(graph)) {
      List<FaceDetector.Detection> found = detector.detect(plain(0));
      assertEquals(1, found.size());
      assertEquals(1 / (1 + Math.exp(-1)), found.get(0).score(), 1e-6);
      assertEquals(List.of(), detector.detect(plain(2)));
    }
  }

  /** All of one channel. */
  private static RgbImage plain(int channel) {
    RgbImage image = new RgbImage(128, 128);
    for (int i = channel; i < image.rgb().length; i += 3) {
      image.rgb()[i] = (byte) 255;
    }
    return image;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 0 895 | 5 pads do not fit 3 axes",
        "0 0 0 0 -1 0 | an axis is padded by 0, -1",
        "0 0 0 0 999999 0 | an axis is padded by 0, 999999",
      })
  void open_padsThatDoNotFit_areRefused(String numbers, String message) throws IOException {
    OnnxGraph graph = graph("1", "3", "128", "128");
    long[] pads = Arrays.stream(numbers.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    String score = graph.constant("score", Tensor.of(List.of(1, 1, 1), 1));
    graph.node("Pad", "classificators", List.of(score, graph.constant("pads", pads))).add();
    declare(graph, "classificators", ANCHORS, 1);
    output(graph, "regressors", Tensor.of(List.of(1, ANCHORS, 16), boxes));
    var thrown = assertThrows(InvalidDataException.class, () -> open(graph));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  @Test
  void open_otherNumberOfAnchors_isRefused() throws IOException {
    try (FaceDetector detector = fixed("1", "3", "64", "64")) {
      var thrown =
          assertThrows(InvalidDataException.class, () -> detector.detect(new RgbImage(64, 64)));
      assertTrue(
          thrown.getMessage().contains("'regressors' should have 3584 numbers but has 14336"),
          thrown.getMessage());
    }
  }
}
