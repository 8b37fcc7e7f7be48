package org.wingloss.model.layer;

import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.TensorSpec;

/** Layers one behind the other. */
public final class Layers {
  private Layers() {}

  /** The size behind the last layer. */
  public static Extent output(List<Layer> layers, Extent input) {
    Extent extent = input;
    for (Layer layer : layers) {
      extent = layer.output(extent);
    }
    return extent;
  }

  /** All tensors in the order of the parameters of {@link #block}. */
  public static List<TensorSpec> tensors(List<Layer> layers) {
    List<TensorSpec> tensors = new ArrayList<>();
    layers.forEach(layer -> tensors.addAll(layer.tensors()));
    return tensors;
  }

  /** The names of all layers, those inside residual ones too. */
  public static Set<String> names(List<Layer> layers) {
    Set<String> names = new HashSet<>();
    for (Layer layer : layers) {
      names.add(layer.name());
      if (layer instanceof Residual residual) {
        names.addAll(names(residual.body()));
        names.addAll(names(residual.shortcut()));
      }
    }
    return names;
  }

  /** The multiply-adds of all layers for one sample. */
  public static long multiplyAdds(List<Layer> layers, Extent input) {
    long sum = 0;
    Extent extent = input;
    for (Layer layer : layers) {
      sum += layer.multiplyAdds(extent);
      extent = layer.output(extent);
    }
    return sum;
  }

  /** The lines of a summary. */
  public static List<LayerRow> rows(List<Layer> layers, Extent input) {
    List<LayerRow> rows = new ArrayList<>();
    Extent extent = input;
    for (Layer layer : layers) {
      rows.addAll(layer.rows(extent));
      extent = layer.output(extent);
    }
    return rows;
  }

  /** A new, uninitialised DJL block; no layers give the identity. */
  public static SequentialBlock block(List<Layer> layers) {
    SequentialBlock block = new SequentialBlock();
    layers.forEach(layer -> block.add(layer.block()));
    return block;
  }

  /** Appends all layers to an ONNX graph and returns the name of the last result. */
  public static String appendTo(List<Layer> layers, OnnxGraph graph, String input) {
    String value = input;
    for (Layer layer : layers) {
      value = layer.appendTo(graph, value);
    }
    return value;
  }

  /**
   * Appends all layers to a script and returns the variable of the last result. A ReLU before a
   * pooling comes after it: the largest of a window is the same, and a quarter of the values is
   * left to compare.
   */
  public static String appendTo(List<Layer> layers, TorchScriptGraph graph, String input) {
    List<Layer> order = new ArrayList<>(layers);
    for (int i = 1; i < order.size(); i++) {
      if (order.get(i) instanceof MaxPooling && order.get(i - 1) instanceof Relu) {
        Collections.swap(order, i - 1, i);
      }
    }
    String value = input;
    for (Layer layer : order) {
      value = layer.appendTo(graph, value);
    }
    return value;
  }
}
