package org.wingloss.model.onnx.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx;
import org.nd4j.shade.protobuf.DiscardUnknownFieldsParser;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;

/**
 * An ONNX file that somebody else made. ONNX Runtime executes whatever a file says: it reads other
 * files, repeats without end, takes all memory, or ends the process on a stride of 0. So it is
 * given only what is understood here: a graph of operators that are on a list, with constants that
 * lie in the file, attributes in range, and values whose sizes are known and bounded before
 * anything is run.
 */
public final class ForeignOnnx {
  private static final int LARGEST_FILE = 1 << 26;
  private static final int MOST_NODES = 4096;
  private static final int MOST_CONSTANTS = 4096;
  private static final int MOST_OUTPUTS = 64;
  private static final long OLDEST_OPERATORS = 7;
  private static final long NEWEST_OPERATORS = 22;

  /** IR version 4 is the first in which a constant need not be an input too. */
  private static final long LEAST_IR = 4;

  private static final long LARGEST_IR = 10;

  /** All values together: 1 GiB in float32. */
  private static final double MOST_NUMBERS = 1L << 28;

  /** Multiply-adds of one call; a detector of faces takes some 10⁸ to 10¹⁰. */
  private static final double MOST_WORK = 1L << 37;

  private final Path file;
  private final Onnx.ModelProto model;
  private final Onnx.ValueInfoProto input;

  private ForeignOnnx(Path file, Onnx.ModelProto model, Onnx.ValueInfoProto input) {
    this.file = file;
    this.model = model;
    this.input = input;
  }

  /**
   * Reads a file with one input.
   *
   * @throws InvalidDataException if it is absent, too large, no ONNX file, or has parts that are
   *     not on the list
   */
  public static ForeignOnnx read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST_FILE + 1);
      if (content.length > LARGEST_FILE) {
        throw InvalidDataException.in(file, "has more than %d bytes".formatted(LARGEST_FILE));
      }
      // What this parser does not know, ONNX Runtime shall not see either.
      Onnx.ModelProto model =
          DiscardUnknownFieldsParser.wrap(Onnx.ModelProto.parser()).parseFrom(content);
      checkParts(model);
      return new ForeignOnnx(file, model, input(model.getGraph()));
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "there is no such file", e);
    } catch (IllegalArgumentException e) {
      throw refused(file, e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "is not a usable ONNX file: " + e.getMessage(), e);
    }
  }

  private static void checkParts(Onnx.ModelProto model) {
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw new IllegalArgumentException("it holds no graph");
    }
    if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
      throw new IllegalArgumentException("it holds functions or training graphs");
    }
    for (Onnx.OperatorSetIdProto set : model.getOpsetImportList()) {
      if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
        requireRange("version of operators", set.getVersion(), OLDEST_OPERATORS, NEWEST_OPERATORS);
      }
    }
    requireRange("IR version", model.getIrVersion(), 1, LARGEST_IR);
    Onnx.GraphProto graph = model.getGraph();
    requireRange("number of nodes", graph.getNodeCount(), 1, MOST_NODES);
    requireRange("number of constants", graph.getInitializerCount(), 0, MOST_CONSTANTS);
    requireRange("number of outputs", graph.getOutputCount(), 1, MOST_OUTPUTS);
    requireRange("number of sparse constants", graph.getSparseInitializerCount(), 0, 0);
  }

  private static void requireRange(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "its %s is %d but must be from %d to %d".formatted(what, value, least, most));
    }
  }

  /** Older files list their constants among the inputs. */
  private static Onnx.ValueInfoProto input(Onnx.GraphProto graph) {
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(constant -> constants.add(constant.getName()));
    List<Onnx.ValueInfoProto> inputs =
        graph.getInputList().stream()
            .filter(value -> !constants.contains(value.getName()))
            .toList();
    requireRange("number of inputs", inputs.size(), 1, 1);
    Onnx.TypeProto.Tensor type = inputs.get(0).getType().getTensorType();
    if (!inputs.get(0).getType().hasTensorType()
        || type.getElemType() != Onnx.TensorProto.DataType.FLOAT_VALUE) {
      throw new IllegalArgumentException(
          "its input '%s' is not of float32".formatted(inputs.get(0).getName()));
    }
    return inputs.get(0);
  }

  /** The name of the input. */
  public String input() {
    return input.getName();
  }

  /** The sides of the input; 0 for one that the file leaves free. */
  public List<Long> inputShape() {
    return input.getType().getTensorType().getShape().getDimList().stream()
        .map(side -> Math.max(0, side.getDimValue()))
        .toList();
  }

  /** The names of the outputs, in order. */
  public Set<String> outputs() {
    Set<String> names = new LinkedHashSet<>();
    model.getGraph().getOutputList().forEach(output -> names.add(output.getName()));
    return names;
  }

  /**
   * The content for ONNX Runtime: only what was checked, for inputs of this shape alone.
   *
   * @param sides of the input; those that the file fixes must be the same
   * @throws InvalidDataException if a node is not understood or a value or the work is too large
   */
  public byte[] content(List<Long> sides) {
    try {
      List<Long> fixed = inputShape();
      boolean fits = fixed.size() == sides.size();
      for (int i = 0; fits && i < fixed.size(); i++) {
        fits = fixed.get(i) == 0 || fixed.get(i).equals(sides.get(i));
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "its input has the shape %s where %s is needed".formatted(fixed, sides));
      }
      trace(sides);
      return rewritten(sides);
    } catch (IllegalArgumentException e) {
      throw refused(file, e);
    }
  }

  /** What is known about every value of the graph for an input of this shape. */
  Map<String, TracedValue> trace(List<Long> sides) {
    Onnx.GraphProto graph = model.getGraph();
    Map<String, TracedValue> values = new HashMap<>();
    for (Onnx.TensorProto constant : graph.getInitializerList()) {
      put(values, constant.getName(), OnnxConstant.of(constant));
    }
    put(values, input.getName(), TracedValue.of(sides));
    double numbers = 0;
    double work = 0;
    for (Onnx.NodeProto proto : graph.getNodeList()) {
      try {
        OnnxNode node = OnnxOperators.node(proto, inputs(proto, values));
        List<TracedValue> outputs = OnnxOperators.outputs(proto, node);
        for (int i = 0; i < outputs.size(); i++) {
          put(values, proto.getOutput(i), outputs.get(i));
          numbers += outputs.get(i).count();
          work += outputs.get(i).count() * node.work();
        }
        if (numbers > MOST_NUMBERS || work > MOST_WORK) {
          throw new IllegalArgumentException(
              "up to here the graph has %.0f numbers and %.0f multiply-adds but at most %.0f and %.0f are run"
                  .formatted(numbers, work, MOST_NUMBERS, MOST_WORK));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "node '%s' (%s): %s"
                .formatted(
                    TextFile.shown(proto.getName()),
                    TextFile.shown(proto.getOpType()),
                    e.getMessage()),
            e);
      }
    }
    for (String output : outputs()) {
      if (!values.containsKey(output)) {
        throw new IllegalArgumentException(
            "nothing computes the output '%s'".formatted(TextFile.shown(output)));
      }
    }
    return values;
  }

  private static List<TracedValue> inputs(Onnx.NodeProto node, Map<String, TracedValue> values) {
    List<TracedValue> inputs = new ArrayList<>();
    for (String name : node.getInputList()) {
      if (!name.isEmpty() && !values.containsKey(name)) {
        throw new IllegalArgumentException(
            "nothing before it computes '%s'".formatted(TextFile.shown(name)));
      }
      inputs.add(name.isEmpty() ? null : values.get(name));
    }
    return inputs;
  }

  private static void put(Map<String, TracedValue> values, String name, TracedValue value) {
    if (name.isEmpty() || values.put(name, value) != null) {
      throw new IllegalArgumentException(
          "the value '%s' is there twice or has no name".formatted(TextFile.shown(name)));
    }
  }

  /** The graph without shapes that it claims, notes and what else nobody checked. */
  private byte[] rewritten(List<Long> sides) {
    Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
    sides.forEach(
        side -> shape.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(side)));
    Onnx.GraphProto.Builder graph =
        Onnx.GraphProto.newBuilder()
            .setName("foreign")
            .addAllNode(model.getGraph().getNodeList())
            .addAllInitializer(model.getGraph().getInitializerList())
            .addInput(value(input, Onnx.TypeProto.Tensor.newBuilder().setShape(shape)));
    for (Onnx.ValueInfoProto output : model.getGraph().getOutputList()) {
      graph.addOutput(value(output, Onnx.TypeProto.Tensor.newBuilder()));
    }
    return Onnx.ModelProto.newBuilder()
        .setIrVersion(Math.max(LEAST_IR, model.getIrVersion()))
        .addAllOpsetImport(
            model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .toList())
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static Onnx.ValueInfoProto value(
      Onnx.ValueInfoProto declared, Onnx.TypeProto.Tensor.Builder type) {
    type.setElemType(declared.getType().getTensorType().getElemType());
    return Onnx.ValueInfoProto.newBuilder()
        .setName(declared.getName())
        .setType(Onnx.TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private static InvalidDataException refused(Path file, IllegalArgumentException e) {
    return InvalidDataException.in(file, "this ONNX file is not run: " + e.getMessage(), e);
  }
}
