package org.wingloss.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.model.onnx.graph.Quantisation.Step;

class ValueHistogramTest {
  private static Step step(float... values) {
    ValueHistogram histogram = new ValueHistogram();
    histogram.widen(FloatBuffer.wrap(values));
    histogram.count(FloatBuffer.wrap(values));
    return histogram.step();
  }

  private static float[] normal(int count) {
    return normal(count, new SplittableRandom(1));
  }

  private static float[] normal(int count, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Cutting 1 % of the values would cost more than finer steps gain. */
  @Test
  void step_uniformValues_reachesFromEndToEnd() {
    float[] values = new float[10_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 1000f;
    }
    assertEquals(10.0 / 255, step(values).scale(), 0.02 / 255);
  }

  @Test
  void step_oneValueFarOut_isCutForTheOthers() {
    float[] values = normal(100_000);
    Step alone = step(values);
    values[77] = 100 * alone.scale();
    double within = step(values).scale() * 255;
    assertTrue(within < 2 * alone.scale() * 255, within + " after " + alone);
  }

  @Test
  void step_onlyZeros_isSomeStep() {
    assertEquals(0, step(0, 0, 0).zeroPoint());
  }

  @Test
  void step_negativeValuesOnly_holdsThem() {
    assertEquals(255, step(-2, -1, -0.5f).zeroPoint());
  }
}
