package org.wingloss.model.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.onnx.CropMemory;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxSession;
import org.wingloss.model.weights.Weights;

/**
 * The forward pass of a model in ONNX Runtime, which does whatever a graph says. So the graph is
 * built here, from the network's line and the weights; that of the model's ONNX file, which is for
 * other programs, is not run. Safe for any number of threads.
 */
final class OnnxNetwork implements ForwardPass, AutoCloseable {
  private static final int LARGEST_BATCH = 32;

  private final OnnxSession session;
  private final ModelDescription description;
  private final int size;
  private final int largestBatch;
  private final OnnxExport.Form form;
  private final Queue<CropMemory> idle = new ConcurrentLinkedQueue<>();

  private OnnxNetwork(OnnxSession session, ModelDescription description, OnnxExport.Form form) {
    this.session = session;
    this.description = description;
    this.form = form;
    this.size = description.network().inputSize();
    long each = description.network().mostBetweenLayers(description.landmarks());
    this.largestBatch =
        (int) Math.max(1, Math.min(LARGEST_BATCH, NetworkSpec.MOST_BETWEEN_LAYERS / each));
  }

  static OnnxNetwork of(ModelFile model, int threads) {
    return of(model.description(), model.weights(), threads);
  }

  static OnnxNetwork of(ModelDescription description, Weights weights, int threads) {
    // A network in 8 bits would turn numbers into bytes first.
    OnnxExport.Form form =
        description.quantisation().isPresent() ? OnnxExport.Form.UINT8 : OnnxExport.Form.FLOAT;
    ByteBuffer graph = OnnxExport.graph(description, weights, form);
    try {
      return new OnnxNetwork(OnnxSession.open(graph, threads), description, form);
    } catch (OrtException e) {
      throw new InvalidDataException("the model cannot be used: " + e.getMessage(), e);
    }
  }

  ModelDescription description() {
    return description;
  }

  int size() {
    return size;
  }

  /** See {@link OnnxSession#whileOpen}. */
  <T> T whileOpen(Supplier<T> work) {
    return session.whileOpen(work);
  }

  /** Crop, forward pass and the way back for several faces. */
  List<Localisation> localise(List<PlacedFace> faces) {
    List<Landmarks> found =
        landmarks(
            description.scheme(),
            faces.stream()
                .map(face -> NetworkCrop.of(face.image(), face.chain().map(), size))
                .iterator());
    return IntStream.range(0, faces.size())
        .mapToObj(
            i -> new Localisation(found.get(i), faces.get(i).chain(), faces.get(i).fallback()))
        .toList();
  }

  @Override
  public int largestBatch() {
    return largestBatch;
  }

  @Override
  public double flipOffset() {
    return description.flipOffset() * size;
  }

  @Override
  public float[][] forward(List<float[]> crops) {
    CropMemory memory = idle.poll();
    if (memory == null) {
      memory = new CropMemory(form, size);
    }
    CropMemory filled = memory.fill(crops);
    try {
      return session.run(
          OnnxExport.INPUT, filled::tensor, outputs -> vectors(outputs, crops.size()));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      idle.add(memory);
    }
  }

  private float[][] vectors(OrtSession.Result outputs, int batch) {
    FloatBuffer output = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
    int length = 2 * description.landmarks();
    float[][] vectors = new float[batch][length];
    for (float[] vector : vectors) {
      output.get(vector);
      requireFinite(vector);
      if (form == OnnxExport.Form.UINT8) {
        apart(vector);
      }
    }
    return vectors;
  }

  private static void requireFinite(float[] vector) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new InvalidDataException(
            "the network's output has a number that is not finite; its weights are damaged");
      }
    }
  }

  /** x and y of every landmark become all x, then all y. */
  private static void apart(float[] vector) {
    float[] pairs = vector.clone();
    for (int i = 0; i < vector.length / 2; i++) {
      vector[i] = pairs[2 * i];
      vector[vector.length / 2 + i] = pairs[2 * i + 1];
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
