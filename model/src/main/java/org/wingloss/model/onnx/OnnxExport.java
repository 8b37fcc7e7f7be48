package org.wingloss.model.onnx;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wingloss.data.ProgramVersion;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Tensor;
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

  /** A file with a free batch size. */
  public static byte[] write(ModelDescription description, Weights weights, Form form) {
    return write(description, weights, form, 0);
  }

  /** As {@link #write(ModelDescription, Weights, Form)}, with weights of that many bits. */
  public static byte[] write(
      ModelDescription description, Weights weights, Form form, Storage storage) {
    return bytes(description, graph(description, weights, form, 0, storage), form);
  }

  /**
   * A file.
   *
   * @param batch the fixed batch size, or 0 to leave it free
   */
  public static byte[] write(ModelDescription description, Weights weights, Form form, int batch) {
    return bytes(description, graph(description, weights, form, batch, Storage.FLOAT32), form);
  }

  private static byte[] bytes(ModelDescription description, OnnxGraph graph, Form form) {
    return graph.toBytes("wingloss", ProgramVersion.text(), metadata(description, form));
  }

  /** The graph alone, of {@link Form#FLOAT} with a free batch size, for inference here and now. */
  public static ByteBuffer graph(ModelDescription description, Weights weights) {
    return graph(description, weights, Form.FLOAT, 0, Storage.FLOAT32).toDirectBuffer();
  }

  private static OnnxGraph graph(
      ModelDescription description, Weights weights, Form form, int batch, Storage storage) {
    int size = description.network().inputSize();
    int count = description.landmarks();
    String n = batch == 0 ? BATCH : Integer.toString(batch);
    String s = Integer.toString(size);
    OnnxGraph graph = new OnnxGraph(description.network().name(), weights, storage);
    String input;
    if (form == Form.FLOAT) {
      input = graph.input(INPUT, OnnxGraph.Element.FLOAT32, n, "3", s, s);
    } else {
      String bytes = graph.input(INPUT, OnnxGraph.Element.UINT8, n, s, s, "3");
      String numbers = graph.node("Cast", "preprocess.cast", List.of(bytes)).with("to", 1).add();
      String white = graph.constant("preprocess.white", Tensor.of(List.of(1), 255f));
      String scaled = graph.node("Div", "preprocess.scale", List.of(numbers, white)).add();
      input =
          graph
              .node("Transpose", "preprocess.planes", List.of(scaled))
              .with("perm", 0, 3, 1, 2)
              .add();
    }
    String vector = Layers.appendTo(description.network().layers(count), graph, input);
    if (form == Form.FLOAT) {
      graph.node("Identity", OUTPUT, List.of(vector)).add();
      graph.output(OUTPUT, OnnxGraph.Element.FLOAT32, n, Integer.toString(2 * count));
    } else {
      String shape = graph.constant("postprocess.shape", -1L, 2L, count);
      String planes = graph.node("Reshape", "postprocess.split", List.of(vector, shape)).add();
      graph.node("Transpose", OUTPUT, List.of(planes)).with("perm", 0, 2, 1).add();
      graph.output(OUTPUT, OnnxGraph.Element.FLOAT32, n, Integer.toString(count), "2");
    }
    return graph;
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
    description.provenance().forEach((key, value) -> metadata.put("provenance." + key, value));
    return metadata;
  }
}
