package org.wingloss.model.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxSession;

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
  private final Queue<Planes> idle = new ConcurrentLinkedQueue<>();

  private OnnxNetwork(OnnxSession session, ModelDescription description) {
    this.session = session;
    this.description = description;
    this.size = description.network().inputSize();
    long each = description.network().mostBetweenLayers(description.landmarks());
    this.largestBatch =
        (int) Math.max(1, Math.min(LARGEST_BATCH, NetworkSpec.MOST_BETWEEN_LAYERS / each));
  }

  static OnnxNetwork of(ModelFile model, int threads) {
    ModelDescription description = model.description();
    ByteBuffer graph = OnnxExport.graph(description, model.weights());
    try {
      return new OnnxNetwork(OnnxSession.open(graph, threads), description);
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
  public float[][] forward(List<float[]> crops) {
    Planes planes = idle.poll();
    if (planes == null) {
      planes = new Planes(size);
    }
    FloatBuffer pixels = planes.of(crops);
    long[] shape = {crops.size(), 3, size, size};
    try {
      return session.run(
          OnnxExport.INPUT,
          environment -> OnnxTensor.createTensor(environment, pixels, shape),
          outputs -> vectors(outputs, crops.size()));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      idle.add(planes);
    }
  }

  private float[][] vectors(OrtSession.Result outputs, int batch) {
    FloatBuffer output = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
    int length = 2 * description.landmarks();
    float[][] vectors = new float[batch][length];
    for (float[] vector : vectors) {
      output.get(vector);
      for (float value : vector) {
        if (!Float.isFinite(value)) {
          throw new InvalidDataException(
              "the network's output has a number that is not finite; its weights are damaged");
        }
      }
    }
    return vectors;
  }

  @Override
  public void close() {
    session.close();
  }

  /** Memory from which ONNX Runtime reads one batch, and which the next call uses again. */
  private static final class Planes {
    private final int area;
    private final float[] plane;
    private FloatBuffer buffer;

    Planes(int size) {
      area = size * size;
      plane = new float[area];
      buffer = allocate(1);
    }

    private FloatBuffer allocate(int batch) {
      return ByteBuffer.allocateDirect(batch * 3 * area * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    /** The crops with their channels apart (NCHW). */
    FloatBuffer of(List<float[]> crops) {
      if (buffer.capacity() < crops.size() * 3 * area) {
        buffer = allocate(crops.size());
      }
      buffer.clear();
      for (float[] crop : crops) {
        for (int channel = 0; channel < 3; channel++) {
          for (int i = 0; i < area; i++) {
            plane[i] = crop[3 * i + channel];
          }
          buffer.put(plane);
        }
      }
      return buffer.duplicate().flip();
    }
  }
}
