package org.wingloss.model.onnx;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wingloss.data.ProgramVersion;
import org.wingloss.model.layer.FoldedLayers;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.onnx.graph.QuantisedGraph;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Weights;

/**
 * A network as an ONNX file (operator set 13) with metadata by which others can use it without this
 * program. The input is called {@value #INPUT}, the output {@value #OUTPUT}.
 */
public final class OnnxExport {
  /** The name of the input. */
  public static final String INPUT = "image";

  /** The name of the output. */
  public static final String OUTPUT = "landmarks";

  private static final String BATCH = "N";

  private OnnxExport() {}

  /** What goes in and what comes out. */
  public enum Form {
    /** In: float32 (N, 3, S, S), RGB in [0, 1]. Out: (N, 2L), all x then all y, network pixels. */
    FLOAT("float"),
    /** In: uint8 (N, S, S, 3), RGB as decoded. Out: (N, L, 2), x and y, network pixels. */
    UINT8("uint8");

    private final String label;

    Form(String label) {
      this.label = label;
    }

    /** The name on the command line and in the metadata. */
    public String label() {
      return label;
    }
  }

  /** A file with weights of 32 bits and a free batch size. */
  public static byte[] write(ModelDescription description, Weights weights, Form form) {
    return write(description, weights, form, 0, Storage.FLOAT32);
  }

  /**
   * A file. A model with a quantisation computes in 8 bits and holds its weights so, too.
   *
   * @param batch the fixed batch size, or 0 to leave it free
   * @param storage the weights' bits where the model computes in float32
   */
  public static byte[] write(
      ModelDescription description, Weights weights, Form form, int batch, Storage storage) {
    return bytes(description, graph(description, weights, form, batch, storage), form);
  }

  private static byte[] bytes(ModelDescription description, OnnxGraph graph, Form form) {
    return graph.toBytes("wingloss", ProgramVersion.text(), metadata(description, form));
  }

  /** The graph alone, with a free batch size, for inference here and now. */
  public static ByteBuffer graph(ModelDescription description, Weights weights, Form form) {
    return graph(description, weights, form, 0, Storage.FLOAT32).toDirectBuffer();
  }

  private static OnnxGraph graph(
      ModelDescription description, Weights weights, Form form, int batch, Storage storage) {
    int size = description.network().inputSize();
    int count = description.landmarks();
    List<Layer> layers = description.network().layers(count);
    OnnxGraph graph;
    String vector;
    if (description.quantisation().isPresent()) {
      FoldedLayers folded = FoldedLayers.of(layers, weights);
      Quantisation steps = description.quantisation().get();
      Optional<PackedStem> stem =
          form == Form.UINT8
              ? PackedStem.of(folded, size).filter(packed -> packed.fits(steps))
              : Optional.empty();
      graph =
          new QuantisedGraph(
              description.network().name(),
              stem.map(PackedStem::weights).orElse(folded.weights()),
              steps);
      vector =
          stem.isPresent()
              ? append(graph, stem.orElseThrow(), batch, size)
              : append(graph, folded.layers(), form, batch, size);
    } else {
      graph = new OnnxGraph(description.network().name(), weights, storage);
      vector = append(graph, layers, form, batch, size);
    }
    String n = side(batch);
    if (form == Form.FLOAT) {
      graph.node("Identity", OUTPUT, List.of(vector)).add();
      graph.output(OUTPUT, OnnxGraph.Element.FLOAT32, n, Integer.toString(2 * count));
    } else {
      String shape = graph.constant("postprocess.shape", -1L, 2L, count);
      String planes = graph.node("Reshape", "postprocess.split", List.of(vector, shape)).add();
      graph.transpose(OUTPUT, planes, 0, 2, 1);
      graph.output(OUTPUT, OnnxGraph.Element.FLOAT32, n, Integer.toString(count), "2");
    }
    return graph;
  }

  /** Input and layers; the name of the last layer's output. */
  static String append(OnnxGraph graph, List<Layer> layers, Form form, int batch, int size) {
    if (form == Form.FLOAT) {
      String s = Integer.toString(size);
      String input = graph.input(INPUT, OnnxGraph.Element.FLOAT32, side(batch), "3", s, s);
      return Layers.appendTo(layers, graph, graph.unitPixels(input));
    }
    String pixels = picture(graph, batch, size);
    return Layers.appendTo(layers, graph, graph.transpose("preprocess.planes", pixels, 0, 3, 1, 2));
  }

  private static String append(OnnxGraph graph, PackedStem stem, int batch, int size) {
    String pooled = stem.appendTo(graph, picture(graph, batch, size));
    return Layers.appendTo(stem.rest(), graph, pooled);
  }

  /** A picture as decoded, as numbers in [0, 1]. */
  private static String picture(OnnxGraph graph, int batch, int size) {
    String s = Integer.toString(size);
    return graph.pixels(graph.input(INPUT, OnnxGraph.Element.UINT8, side(batch), s, s, "3"));
  }

  private static String side(int batch) {
    return batch == 0 ? BATCH : Integer.toString(batch);
  }

  private static Map<String, String> metadata(ModelDescription description, Form form) {
    int size = description.network().inputSize();
    int count = description.landmarks();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("network", description.network().line());
    metadata.put("input-size", Integer.toString(size));
    metadata.put(
        "input",
        form == Form.FLOAT
            ? "float32 (N, 3, %d, %d), RGB, 0 is black and 1 is white".formatted(size, size)
            : "uint8 (N, %d, %d, 3), RGB".formatted(size, size));
    metadata.put(
        "output",
        form == Form.FLOAT
            ? "float32 (N, %d): x of all %d landmarks, then y of all".formatted(2 * count, count)
            : "float32 (N, %d, 2): x and y of every landmark".formatted(count));
    metadata.put(
        "crop",
        "%s by %s; the box's left edge becomes x = -0.5 and its right edge x = %s"
            .formatted(
                description.box().square()
                    ? "square about the face box's middle with its longer side"
                    : "face box",
                description.box().enlarge(),
                size - 0.5));
    metadata.put(
        "decode",
        "x_image = crop_left + (x + 0.5) * crop_width / %d, y likewise; pixel centres on integers"
            .formatted(size));
    metadata.put("box-kind", description.box().kind().name().toLowerCase(Locale.ROOT));
    metadata.put("box-enlarge", Double.toString(description.box().enlarge()));
    metadata.put("box-square", Boolean.toString(description.box().square()));
    metadata.put("landmarks", Integer.toString(count));
    metadata.put("scheme", description.scheme().toJson());
    metadata.put("loss", description.loss());
    description
        .quantisation()
        .ifPresent(
            steps -> {
              metadata.put("precision", "8-bit activations and weights (QDQ)");
              metadata.put("calibration", steps.calibration());
            });
    description.provenance().forEach((key, value) -> metadata.put("provenance." + key, value));
    return metadata;
  }
}
