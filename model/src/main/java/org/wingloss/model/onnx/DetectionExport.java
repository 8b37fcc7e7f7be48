package org.wingloss.model.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.data.NumberText;
import org.wingloss.data.ProgramVersion;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Weights;

/**
 * A {@link DetectionNetwork} as an ONNX file (operator set 13), with metadata by which others can
 * use it without this program. Its weights are rounded to 16 bits. Input {@value #INPUT}, float32
 * (1, 3, H, W); output {@value #OUTPUT}, see the network.
 */
public final class DetectionExport {
  /** The name of the input. */
  public static final String INPUT = "image";

  /** The name of the output. */
  public static final String OUTPUT = "cells";

  private DetectionExport() {}

  /**
   * The file.
   *
   * @param provenance where the weights come from
   */
  public static byte[] write(
      DetectionNetwork network, Weights weights, Map<String, String> provenance) {
    OnnxGraph graph = new OnnxGraph("face-detector", weights, Storage.FLOAT16);
    String input = graph.input(INPUT, OnnxGraph.Element.FLOAT32, "1", "3", "H", "W");
    String cells = Layers.appendTo(network.layers(), graph, input);
    if (!cells.equals(OUTPUT)) {
      throw new IllegalStateException("the last layer is called " + cells);
    }
    graph.output(
        OUTPUT,
        OnnxGraph.Element.FLOAT32,
        "1",
        Integer.toString(DetectionNetwork.NUMBERS),
        "h",
        "w");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("network", network.line());
    metadata.put(
        "input", "float32 (1, 3, H, W), RGB, 0 is black and 1 is white, H and W multiples of 8");
    metadata.put(
        "output",
        NumberText.format(
            "float32 (1, 5, H/8, W/8): logit of the score; x and y of the box's middle from the"
                + " cell's middle, and the logarithms of its width and height, all in units of"
                + " %.0f pixels",
            DetectionNetwork.UNIT));
    metadata.put(
        "faces",
        NumberText.format(
            "%.0f to %.0f pixels; search larger ones in a smaller picture",
            DetectionNetwork.LEAST_FACE, DetectionNetwork.MOST_FACE));
    provenance.forEach((key, value) -> metadata.put("provenance." + key, value));
    return graph.toBytes("wingloss", ProgramVersion.text(), metadata);
  }
}
