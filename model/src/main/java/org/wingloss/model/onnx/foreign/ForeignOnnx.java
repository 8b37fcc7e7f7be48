package org.wingloss.model.onnx.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.model.onnx.protobuf.ProtobufFields;
import org.wingloss.model.onnx.protobuf.ProtobufMessage;

/**
 * An ONNX file that somebody else made. ONNX Runtime executes whatever a file says: it reads other
 * files, repeats without end, takes all memory, or ends the process on a stride of 0. So it is
 * given only what is understood here: a graph of operators that are on a list, with constants that
 * lie in the file, attributes in range, and values whose sizes are known and bounded before
 * anything is run.
 */
public final class ForeignOnnx {
  // The numbers of fields in ONNX's ModelProto and GraphProto.
  private static final int GRAPH = 7;
  private static final int TRAINING = 20;
  private static final int FUNCTIONS = 25;
  private static final int NODES = 1;
  private static final int CONSTANTS = 5;
  private static final int INPUTS = 11;
  private static final int OUTPUTS = 12;

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

  private static final long SMALL_SIDE = 64;

  private final Path file;
  private final ProtobufFields model;
  private final ProtobufFields graph;
  private final DeclaredValue input;
  private final List<DeclaredValue> outputs;

  private ForeignOnnx(Path file, ProtobufFields model, ProtobufFields graph) {
    this.file = file;
    this.model = model;
    this.graph = graph;
    this.input = input(graph);
    this.outputs = graph.messages(OUTPUTS).stream().map(DeclaredValue::of).toList();
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
      ProtobufFields model = ProtobufFields.of(content);
      requireProtobuf(file, model);
      return new ForeignOnnx(file, model, checkedParts(model));
    } catch (IllegalArgumentException e) {
      throw refused(file, e);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private static void requireProtobuf(Path file, ProtobufFields model) {
    try {
      model.count(GRAPH);
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(file, "is not a usable ONNX file: " + e.getMessage(), e);
    }
  }

  /** The graph of a model that has nothing else. */
  private static ProtobufFields checkedParts(ProtobufFields model) {
    ProtobufFields graph =
        model
            .message(GRAPH)
            .filter(parts -> parts.hasAny(NODES))
            .orElseThrow(() -> new IllegalArgumentException("it holds no graph"));
    if (model.hasAny(TRAINING, FUNCTIONS)) {
      throw new IllegalArgumentException("it holds functions or training graphs");
    }
    for (ProtobufFields set : operatorSets(model)) {
      requireRange("version of operators", set.whole(2), OLDEST_OPERATORS, NEWEST_OPERATORS);
    }
    requireRange("IR version", model.whole(1), 1, LARGEST_IR);
    requireRange("number of nodes", graph.count(NODES), 1, MOST_NODES);
    requireRange("number of constants", graph.count(CONSTANTS), 0, MOST_CONSTANTS);
    requireRange("number of outputs", graph.count(OUTPUTS), 1, MOST_OUTPUTS);
    requireRange("number of sparse constants", graph.count(15), 0, 0);
    return graph;
  }

  /** The versions of ONNX's own operators; others are not read. */
  private static List<ProtobufFields> operatorSets(ProtobufFields model) {
    return model.messages(8).stream()
        .filter(set -> set.text(1).isEmpty() || set.text(1).equals("ai.onnx"))
        .toList();
  }

  private static void requireRange(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "its %s is %d but must be from %d to %d".formatted(what, value, least, most));
    }
  }

  /** Older files list their constants among the inputs. */
  private static DeclaredValue input(ProtobufFields graph) {
    Set<String> constants = new HashSet<>();
    graph.messages(CONSTANTS).forEach(constant -> constants.add(OnnxConstant.name(constant)));
    List<DeclaredValue> inputs =
        graph.messages(INPUTS).stream()
            .map(DeclaredValue::of)
            .filter(value -> !constants.contains(value.name()))
            .toList();
    requireRange("number of inputs", inputs.size(), 1, 1);
    if (inputs.get(0).element() != OnnxOperators.FLOAT) {
      throw new IllegalArgumentException(
          "its input '%s' is not of float32".formatted(TextFile.shown(inputs.get(0).name())));
    }
    return inputs.get(0);
  }

  /** The name of the input. */
  public String input() {
    return input.name();
  }

  /** The sides of the input; 0 for one that the file leaves free. */
  public List<Long> inputShape() {
    return input.sides();
  }

  /** The names of the outputs, in order. */
  public Set<String> outputs() {
    Set<String> names = new LinkedHashSet<>();
    outputs.forEach(output -> names.add(output.name()));
    return names;
  }

  /**
   * The content for ONNX Runtime: only what was checked, for inputs of this shape alone.
   *
   * @param sides of the input; those that the file fixes must be the same
   * @throws InvalidDataException if a node is not understood or a value or the work is too large
   */
  public byte[] content(List<Long> sides) {
    return checked(
        () -> {
          input.requireShape(sides);
          trace(sides);
          return rewritten(sides);
        });
  }

  /**
   * The content for ONNX Runtime: only what was checked, for inputs of any height and width. Before
   * a call {@link #requireBounded} must have passed its shape.
   *
   * @throws InvalidDataException as {@link #content}, for a small input: what hangs on none is
   *     computed when the graph is loaded
   */
  public byte[] contentOfAnySize() {
    return checked(
        () -> {
          long channels = inputShape().get(1);
          trace(List.of(1L, channels, SMALL_SIDE, SMALL_SIDE));
          return rewritten(List.of(1L, channels, 0L, 0L));
        });
  }

  /**
   * Checks the graph for inputs of this shape.
   *
   * @throws InvalidDataException as {@link #content}
   */
  public void requireBounded(List<Long> sides) {
    checked(() -> trace(sides));
  }

  private <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw refused(file, e);
    }
  }

  /** What is known about every value of the graph for an input of this shape. */
  Map<String, TracedValue> trace(List<Long> sides) {
    Map<String, TracedValue> values = new HashMap<>();
    for (ProtobufFields constant : graph.messages(CONSTANTS)) {
      put(values, OnnxConstant.name(constant), OnnxConstant.of(constant));
    }
    put(values, input.name(), TracedValue.of(sides, OnnxConstant.Element.FLOAT));
    double numbers = 0;
    double work = 0;
    for (ProtobufFields one : graph.messages(NODES)) {
      OnnxCall call = OnnxCall.of(one);
      try {
        OnnxNode node = OnnxOperators.node(call, call.inputsAmong(values));
        List<TracedValue> outputs = OnnxOperators.outputs(call, node);
        for (int i = 0; i < outputs.size(); i++) {
          put(values, call.outputs().get(i), outputs.get(i));
          numbers += outputs.get(i).count();
          work += outputs.get(i).count() * node.work();
        }
        if (numbers > MOST_NUMBERS || work > MOST_WORK) {
          throw new IllegalArgumentException(
              NumberText.format(
                  "up to here the graph has %.0f numbers and %.0f multiply-adds but at most %.0f and %.0f are run",
                  numbers, work, MOST_NUMBERS, MOST_WORK));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "node '%s' (%s): %s"
                .formatted(
                    TextFile.shown(call.name()), TextFile.shown(call.operator()), e.getMessage()),
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

  private static void put(Map<String, TracedValue> values, String name, TracedValue value) {
    if (name.isEmpty() || values.put(name, value) != null) {
      throw new IllegalArgumentException(
          "the value '%s' is there twice or has no name".formatted(TextFile.shown(name)));
    }
  }

  /** The graph without shapes that it claims, notes and what else nobody checked. */
  private byte[] rewritten(List<Long> sides) {
    ProtobufMessage checked = new ProtobufMessage();
    graph.messages(NODES).forEach(node -> checked.message(NODES, OnnxCall.of(node).written()));
    checked.text(2, "foreign");
    graph
        .messages(CONSTANTS)
        .forEach(constant -> checked.message(CONSTANTS, OnnxConstant.written(constant)));
    checked.message(INPUTS, input.written(sides));
    outputs.forEach(output -> checked.message(OUTPUTS, output.written()));
    ProtobufMessage whole =
        new ProtobufMessage().whole(1, Math.max(LEAST_IR, model.whole(1))).message(GRAPH, checked);
    operatorSets(model)
        .forEach(
            set ->
                whole.message(
                    8, new ProtobufMessage().text(1, set.text(1)).whole(2, set.whole(2))));
    return whole.toBytes();
  }

  private static InvalidDataException refused(Path file, IllegalArgumentException e) {
    return InvalidDataException.in(file, "this ONNX file is not run: " + e.getMessage(), e);
  }
}
