package org.wingloss.model.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.OnnxExport;

/** A network in ONNX Runtime that reads crops of pictures. */
final class OnnxNetwork implements AutoCloseable {
  /** More faces are computed in portions, so that memory stays bounded. */
  private static final int LARGEST_BATCH = 32;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelDescription description;
  private final int size;
  private final Queue<Scratch> idle = new ConcurrentLinkedQueue<>();

  private OnnxNetwork(
      OrtEnvironment environment, OrtSession session, ModelDescription description) {
    this.environment = environment;
    this.session = session;
    this.description = description;
    this.size = description.network().inputSize();
  }

  /** One crop: the picture and the map that places it. */
  record Crop(RgbImage image, AffineMap networkFromImage) {}

  static OnnxNetwork of(ModelFile model, int threads) {
    Optional<Path> file = model.onnxFile();
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Waiting threads sleep: they would take the cores from decoding and cropping.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        OrtSession session =
            file.isPresent()
                ? environment.createSession(file.get().toString(), options)
                : environment.createSession(model.onnx(), options);
        OnnxNetwork network = new OnnxNetwork(environment, session, model.description());
        network.checkNames();
        return network;
      }
    } catch (OrtException e) {
      throw new InvalidDataException(
          "the ONNX file of the model cannot be used: " + e.getMessage(), e);
    }
  }

  private void checkNames() {
    if (!session.getInputNames().equals(java.util.Set.of(OnnxExport.INPUT))
        || !session.getOutputNames().equals(java.util.Set.of(OnnxExport.OUTPUT))) {
      close();
      throw new InvalidDataException(
          "the ONNX file of the model should map '%s' to '%s' but maps %s to %s"
              .formatted(
                  OnnxExport.INPUT,
                  OnnxExport.OUTPUT,
                  session.getInputNames(),
                  session.getOutputNames()));
    }
  }

  ModelDescription description() {
    return description;
  }

  int size() {
    return size;
  }

  /** The vectors [x1..xL, y1..yL] in network pixels, one per crop. */
  double[][] run(List<Crop> crops) {
    double[][] answers = new double[crops.size()][];
    for (int first = 0; first < crops.size(); first += LARGEST_BATCH) {
      List<Crop> portion = crops.subList(first, Math.min(crops.size(), first + LARGEST_BATCH));
      Scratch scratch = idle.poll();
      if (scratch == null) {
        scratch = new Scratch(size);
      }
      scratch.fill(portion, size);
      compute(scratch.planes(portion.size(), size), portion.size(), answers, first);
      idle.add(scratch);
    }
    return answers;
  }

  /** The cropping of {@link #run} alone, to be timed. */
  void crop(List<Crop> crops) {
    Scratch scratch = idle.poll();
    if (scratch == null) {
      scratch = new Scratch(size);
    }
    scratch.fill(crops, size);
    idle.add(scratch);
  }

  private void compute(FloatBuffer planes, int batch, double[][] answers, int first) {
    long[] shape = {batch, 3, size, size};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, planes, shape);
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      int length = 2 * description.landmarks();
      if (output.remaining() != batch * length) {
        throw new InvalidDataException(
            "the ONNX file answers %d values for %d faces but %d were expected"
                .formatted(output.remaining(), batch, batch * length));
      }
      for (int n = 0; n < batch; n++) {
        double[] answer = new double[length];
        for (int i = 0; i < length; i++) {
          answer[i] = output.get(n * length + i);
          if (!Double.isFinite(answer[i])) {
            throw new InvalidDataException(
                "the network answers a number that is not finite; its weights are damaged");
          }
        }
        answers[first + n] = answer;
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  /** Memory that one call uses and the next one uses again. */
  private static final class Scratch {
    private final float[] pixels;
    private final float[] plane;
    private FloatBuffer planes;

    Scratch(int size) {
      pixels = new float[3 * size * size];
      plane = new float[size * size];
      planes = allocate(1, size);
    }

    private static FloatBuffer allocate(int batch, int size) {
      return ByteBuffer.allocateDirect(batch * 3 * size * size * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    void fill(List<Crop> crops, int size) {
      int area = size * size;
      if (planes.capacity() < crops.size() * 3 * area) {
        planes = allocate(crops.size(), size);
      }
      for (int n = 0; n < crops.size(); n++) {
        Crop crop = crops.get(n);
        Warp.toFloats(crop.image(), crop.networkFromImage(), size, pixels, 0);
        for (int channel = 0; channel < 3; channel++) {
          for (int i = 0; i < area; i++) {
            plane[i] = pixels[3 * i + channel];
          }
          planes.put((3 * n + channel) * area, plane);
        }
      }
    }

    FloatBuffer planes(int batch, int size) {
      return planes.duplicate().position(0).limit(batch * 3 * size * size);
    }
  }
}
