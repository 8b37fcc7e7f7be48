package org.wingloss.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wingloss.model.engine.EngineArray;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/** Carries weights out of a DJL block and into one. */
public final class BlockWeights {
  private BlockWeights() {}

  /**
   * Copies the weights out of an initialised block, on whatever device it lives.
   *
   * @param spec the network of which {@code block} was made
   * @param landmarks L
   */
  public static Weights read(NetworkSpec spec, int landmarks, Block block) {
    return read(spec.tensors(landmarks), block);
  }

  /** As {@link #read(NetworkSpec, int, Block)}, for the tensors of any layers. */
  public static Weights read(List<TensorSpec> tensors, Block block) {
    List<Parameter> parameters = parameters(block, tensors);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      TensorSpec tensor = tensors.get(i);
      NDArray array = parameters.get(i).getArray();
      requireShape(tensor, array.getShape());
      weights.put(tensor.name(), Tensor.of(tensor.shape(), array.toFloatArray()));
    }
    return new Weights(weights);
  }

  /**
   * Copies weights into an initialised block.
   *
   * @throws IllegalArgumentException if the weights do not fit the network
   */
  public static void write(NetworkSpec spec, int landmarks, Weights weights, Block block) {
    write(spec.tensors(landmarks), weights, block);
  }

  /** As {@link #write(NetworkSpec, int, Weights, Block)}, for the tensors of any layers. */
  public static void write(List<TensorSpec> tensors, Weights weights, Block block) {
    requireFit(weights, tensors);
    List<Parameter> parameters = parameters(block, tensors);
    for (int i = 0; i < tensors.size(); i++) {
      TensorSpec tensor = tensors.get(i);
      NDArray array = parameters.get(i).getArray();
      requireShape(tensor, array.getShape());
      EngineArray.copy(weights.get(tensor.name()).values(), array);
    }
  }

  /**
   * An initialised block with these weights.
   *
   * @param manager owns the block's arrays
   * @throws IllegalArgumentException if the weights do not fit the network
   */
  public static Block block(NetworkSpec spec, int landmarks, Weights weights, NDManager manager) {
    return block(spec.layers(landmarks), spec.input(), weights, manager);
  }

  /** As {@link #block(NetworkSpec, int, Weights, NDManager)}, of any layers. */
  public static Block block(List<Layer> layers, Extent input, Weights weights, NDManager manager) {
    List<TensorSpec> tensors = Layers.tensors(layers);
    requireFit(weights, tensors);
    Block block = Layers.block(layers);
    List<Parameter> parameters = parameters(block, tensors);
    for (int i = 0; i < tensors.size(); i++) {
      TensorSpec tensor = tensors.get(i);
      begin(parameters.get(i), tensor, () -> weights.get(tensor.name()).values());
    }
    Shape shape = new Shape(1, input.channels(), input.height(), input.width());
    block.initialize(manager, DataType.FLOAT32, shape);
    return block;
  }

  /** Tells a parameter with which values it begins once its block is initialised. */
  static void begin(Parameter parameter, TensorSpec tensor, Supplier<float[]> values) {
    parameter.setInitializer(
        (manager, shape, type) -> manager.create(FloatBuffer.wrap(values.get()), shape(tensor)));
  }

  /** The block's parameters, proved to stand in the order of the tensors. */
  static List<Parameter> parameters(Block block, List<TensorSpec> tensors) {
    List<Parameter> parameters = new ArrayList<>(block.getParameters().values());
    if (parameters.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "the block has %d parameters but the network has %d tensors"
              .formatted(parameters.size(), tensors.size()));
    }
    for (int i = 0; i < tensors.size(); i++) {
      Parameter.Type expected = type(tensors.get(i).role());
      if (parameters.get(i).getType() != expected) {
        throw new IllegalArgumentException(
            "parameter %d of the block is a %s but tensor '%s' is a %s"
                .formatted(i, parameters.get(i).getType(), tensors.get(i).name(), expected));
      }
    }
    return parameters;
  }

  private static Parameter.Type type(TensorSpec.Role role) {
    return switch (role) {
      case WEIGHT -> Parameter.Type.WEIGHT;
      case BIAS -> Parameter.Type.BIAS;
      case SCALE -> Parameter.Type.GAMMA;
      case SHIFT -> Parameter.Type.BETA;
      case MEAN -> Parameter.Type.RUNNING_MEAN;
      case VARIANCE -> Parameter.Type.RUNNING_VAR;
    };
  }

  private static void requireFit(Weights weights, List<TensorSpec> tensors) {
    List<String> problems = weights.mismatches(tensors);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static Shape shape(TensorSpec tensor) {
    return new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  private static void requireShape(TensorSpec tensor, Shape shape) {
    if (!shape.equals(shape(tensor))) {
      throw new IllegalArgumentException(
          "tensor '%s' should have shape %s but the block's has %s"
              .formatted(tensor.name(), tensor.shape(), shape));
    }
  }
}
