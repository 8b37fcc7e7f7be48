package org.wingloss.loss.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;

class DjlLandmarkLossTest {
  private static final String[] FAMILY = {
    "l1",
    "l2",
    "smooth-l1(threshold=1.5)",
    "wing(w=10,epsilon=2)",
    "rectified-wing(r=0.5,w=8,epsilon=3)",
    "soft-wing(omega1=2,omega2=20,epsilon=0.5)"
  };

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void evaluate_everyMember_equalsScalarLossAndDerivative(Reduction reduction) {
    float[] target = {1, 2, 3, 4, 5, 6, 7, 8};
    float[] error = {0, 0.25f, -0.75f, 3, -9.5f, 40, -0.5f, 1e-4f};
    double divisor =
        switch (reduction) {
          case PER_FACE -> 2;
          case SUM -> 1;
          case MEAN -> 8;
        };
    for (String line : FAMILY) {
      LandmarkLoss loss = LandmarkLoss.parse(line);
      float[] prediction = new float[8];
      double[] slopes = new double[8];
      double expected = 0;
      for (int i = 0; i < 8; i++) {
        prediction[i] = target[i] + error[i];
        double x = prediction[i] - target[i];
        expected += loss.value(x) / divisor;
        slopes[i] = loss.derivative(x) / divisor;
      }
      NDArray p = manager.create(prediction, new Shape(2, 4));
      p.setRequiresGradient(true);
      NDArray t = manager.create(target, new Shape(2, 4));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray value = new DjlLandmarkLoss(loss, reduction).evaluate(new NDList(t), new NDList(p));
        assertEquals(expected, value.getFloat(), 2e-6 * expected, line);
        collector.backward(value);
      }
      float[] gradient = p.getGradient().toFloatArray();
      for (int i = 0; i < 8; i++) {
        assertEquals(slopes[i], gradient[i], 2e-6 * Math.abs(slopes[i]), line + " at " + error[i]);
      }
    }
  }

  @Test
  void evaluate_computedPrediction_gradientReachesTheWeights() {
    NDArray weight = manager.create(new float[] {2, 3}, new Shape(1, 2));
    weight.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray prediction = weight.mul(10);
      NDArray target = manager.create(new float[] {20, 31}, new Shape(1, 2));
      DjlLandmarkLoss loss =
          new DjlLandmarkLoss(LandmarkLoss.parse("wing(w=10,epsilon=2)"), Reduction.SUM);
      collector.backward(loss.evaluate(target, prediction, null));
    }
    // 10 · f'(x) at x = 0 and x = −1: 0 and −10 / (2 + 1).
    assertArrayEquals(
        new float[] {0, -100f / 3}, weight.getGradient().toFloatArray(), 1e-5f, "∂loss/∂weight");
  }
}
