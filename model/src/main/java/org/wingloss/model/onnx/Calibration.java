package org.wingloss.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.FoldedLayers;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Linear;
import org.wingloss.model.layer.Relu;
import org.wingloss.model.layer.Residual;
import org.wingloss.model.layer.SpaceToDepth;
import org.wingloss.model.layer.Standardisation;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.onnx.graph.Quantisation.Step;
import org.wingloss.model.weights.Weights;

/**
 * Finds the steps in which a trained network's activations are held in 8 bits: crops of faces go
 * through the network in float32, and each layer's step is the one with the least mean square error
 * over the values seen. The last linear layer stays in float32.
 */
public final class Calibration {
  private final FoldedLayers network;
  private final Map<String, String> observed = new LinkedHashMap<>();
  private final OnnxGraph graph;
  private final int size;

  private Calibration(ModelDescription description, Weights weights) {
    this.size = description.network().inputSize();
    this.network = FoldedLayers.of(description.network().layers(description.landmarks()), weights);
    this.graph = new OnnxGraph("calibration", network.weights());
    observe(network.layers());
    if (network.layers().get(network.layers().size() - 1) instanceof Linear last) {
      observed.remove(last.name());
    }
    String output = OnnxExport.append(graph, network.layers(), OnnxExport.Form.UINT8, 0, size);
    graph.expose(output);
    observed.values().stream().filter(value -> !value.equals(output)).forEach(graph::expose);
  }

  /**
   * Calibrates.
   *
   * @param crops at least one crop of S × S pixels, as the network sees faces
   * @param what they are, for people
   */
  public static Quantisation of(
      ModelDescription description, Weights weights, List<RgbImage> crops, String what) {
    return new Calibration(description, weights).steps(crops, what);
  }

  /** The layers whose outputs are held in bytes, and the names of these values. */
  private void observe(List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Residual residual) {
        observe(residual.body());
        observe(residual.shortcut());
      }
      if (layer instanceof Convolution
          || layer instanceof Linear
          || layer instanceof Residual
          || layer instanceof Standardisation
          || layer instanceof SpaceToDepth) {
        boolean rectified = i + 1 < layers.size() && layers.get(i + 1) instanceof Relu;
        observed.put(layer.name(), layers.get(rectified ? i + 1 : i).name());
      }
    }
  }

  private Quantisation steps(List<RgbImage> crops, String what) {
    if (crops.isEmpty()) {
      throw new IllegalArgumentException("a calibration needs at least one crop");
    }
    Map<String, ValueHistogram> histograms = new TreeMap<>();
    try (OnnxSession session = OnnxSession.open(graph.toDirectBuffer(), 1)) {
      each(session, crops, (layer, values) -> histogram(histograms, layer).widen(values));
      each(session, crops, (layer, values) -> histogram(histograms, layer).count(values));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
    Map<String, Step> steps = new TreeMap<>();
    histograms.forEach((layer, histogram) -> steps.put(layer, histogram.step()));
    return new Quantisation(steps, what);
  }

  private static ValueHistogram histogram(Map<String, ValueHistogram> all, String layer) {
    return all.computeIfAbsent(layer, first -> new ValueHistogram());
  }

  private void each(
      OnnxSession session, List<RgbImage> crops, BiConsumer<String, FloatBuffer> reader)
      throws OrtException {
    CropMemory memory = new CropMemory(OnnxExport.Form.UINT8, size);
    for (RgbImage crop : crops) {
      memory.fill(List.of(crop.values()));
      session.run(OnnxExport.INPUT, memory::tensor, outputs -> read(outputs, reader));
    }
  }

  private List<String> read(OrtSession.Result outputs, BiConsumer<String, FloatBuffer> reader)
      throws OrtException {
    List<String> read = new ArrayList<>();
    for (Map.Entry<String, String> entry : observed.entrySet()) {
      OnnxTensor value = (OnnxTensor) outputs.get(entry.getValue()).orElseThrow();
      reader.accept(entry.getKey(), value.getFloatBuffer());
      read.add(entry.getKey());
    }
    return read;
  }
}
