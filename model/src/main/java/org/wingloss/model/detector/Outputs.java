package org.wingloss.model.detector;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.data.InvalidDataException;

/** A detector's outputs by their names. */
final class Outputs {
  private final Map<String, float[]> byName = new LinkedHashMap<>();

  /** Outputs that are here already. */
  Outputs(Map<String, float[]> byName) {
    this.byName.putAll(byName);
  }

  /** Copies the tensors of numbers out of the engine's memory. */
  Outputs(OrtSession.Result result) {
    for (Map.Entry<String, OnnxValue> output : result) {
      if (output.getValue() instanceof OnnxTensor tensor) {
        FloatBuffer values = tensor.getFloatBuffer();
        if (values != null) {
          float[] copy = new float[values.remaining()];
          values.get(copy);
          byName.put(output.getKey(), copy);
        }
      }
    }
  }

  /**
   * An output of {@code count} values.
   *
   * @throws InvalidDataException if it has another number of them
   */
  float[] read(String name, int count) {
    float[] values = byName.get(name);
    if (values == null || values.length != count) {
      throw new InvalidDataException(
          "the face detector's output '%s' should have %d numbers but has %s"
              .formatted(name, count, values == null ? "none" : values.length));
    }
    return values;
  }

  /** How many numbers an output has; 0 where it is absent. */
  int length(String name) {
    float[] values = byName.get(name);
    return values == null ? 0 : values.length;
  }
}
