package org.wingloss.loss.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.loss.Golden;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.WingLoss;

class DjlLandmarkLossTest {
  private NDManager manager;

  /** A loss and its gradient, on the host. */
  private record Outcome(double value, List<Double> gradient) {}

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void evaluate_goldenErrors_agreesToPrecision(DataType type) {
    double tolerance = type == DataType.FLOAT32 ? 2e-6 : 1e-12;
    Golden.table()
        .forEach(
            (line, rows) -> {
              DjlLandmarkLoss loss = new DjlLandmarkLoss(LandmarkLoss.parse(line), Reduction.SUM);
              for (Golden row : rows) {
                for (int sign : new int[] {1, -1}) {
                  NDArray prediction = array(type, 1, sign * row.error(), 0);
                  Outcome out = run(loss, array(type, 1, 0, 0), prediction, null);
                  double slope = out.gradient().get(0);
                  String at = line + " at " + sign * row.error();
                  assertTrue(Golden.relative(row.value(), out.value()) <= tolerance, at);
                  assertTrue(Golden.relative(sign * row.derivative(), slope) <= tolerance, at);
                  assertEquals(0, out.gradient().get(1), at);
                }
              }
            });
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void evaluate_batch_reducesAsNamed(Reduction reduction) {
    double[] target = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] prediction = {1, 2.25, 2.25, 7, -4.5, 46, 6.5, 8};
    double divisor =
        switch (reduction) {
          case PER_FACE -> 2;
          case SUM -> 1;
          case MEAN -> 8;
        };
    for (String line : Golden.table().keySet()) {
      LandmarkLoss scalar = LandmarkLoss.parse(line);
      Outcome out =
          run(
              new DjlLandmarkLoss(scalar, reduction),
              array(DataType.FLOAT64, 2, target),
              array(DataType.FLOAT64, 2, prediction),
              null);
      double expected = 0;
      for (int i = 0; i < 8; i++) {
        double x = prediction[i] - target[i];
        expected += scalar.value(x) / divisor;
        assertEquals(scalar.derivative(x) / divisor, out.gradient().get(i), 1e-12, line);
      }
      assertEquals(expected, out.value(), 1e-12 * expected, line);
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void evaluate_maskAndWeights_hiddenCostNothingAndDoNotDilute(Reduction reduction) {
    LandmarkLoss wing = new WingLoss(4, 0.5);
    double nan = Double.NaN;
    double[] target = {1, nan, 3, 5, nan, 7, nan, nan, nan, nan, nan, nan, 8, 2, 8, 8, 4, 8};
    double[] prediction = {2, 9, 3.5, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 3, 1};
    NDArray mask = manager.create(new float[] {1, 0, 1, 0, 0, 0, 0, 1, 0}, new Shape(3, 3));
    double[] weight = {2, 5, 0.5};
    double first = 2 * (wing.value(1) + wing.value(4)) + 0.5 * (wing.value(0.5) + wing.value(2));
    double cost = first + 5 * (wing.value(3) + wing.value(1));
    double divisor =
        switch (reduction) {
          case PER_FACE -> 2;
          case SUM -> 1;
          case MEAN -> 2 * (2 + 0.5 + 5);
        };
    Outcome out =
        run(
            new DjlLandmarkLoss(wing, reduction, weight),
            array(DataType.FLOAT64, 3, target),
            array(DataType.FLOAT64, 3, prediction),
            mask);
    assertEquals(cost / divisor, out.value(), 1e-12 * cost);
    double[] gradient = new double[18];
    gradient[0] = 2 * wing.derivative(1) / divisor;
    gradient[2] = 0.5 * wing.derivative(0.5) / divisor;
    gradient[3] = 2 * wing.derivative(4) / divisor;
    gradient[5] = 0.5 * wing.derivative(2) / divisor;
    gradient[13] = 5 * wing.derivative(3) / divisor;
    gradient[16] = 5 * wing.derivative(-1) / divisor;
    assertArrayEquals(
        gradient, out.gradient().stream().mapToDouble(Double::doubleValue).toArray(), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void evaluate_everythingHidden_isZeroNotNaN(Reduction reduction) {
    Outcome out =
        run(
            new DjlLandmarkLoss(new WingLoss(10, 2), reduction),
            array(DataType.FLOAT32, 2, Double.NaN, 1, 2, 3),
            array(DataType.FLOAT32, 2, 5, 5, 5, 5),
            manager.zeros(new Shape(2, 1)));
    assertEquals(new Outcome(0, List.of(0.0, 0.0, 0.0, 0.0)), out);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void evaluate_hugeAndZeroErrors_noNaNAndFiniteGradient(DataType type) {
    double[] errors = {0, -0.0, 1e-38, -1e-30, 1e10, -1e20, 1e30, -1e30};
    for (String line : Golden.table().keySet()) {
      Outcome out =
          run(
              new DjlLandmarkLoss(LandmarkLoss.parse(line), Reduction.PER_FACE),
              array(type, 1, new double[errors.length]),
              array(type, 1, errors),
              null);
      assertTrue(out.value() > 0, line);
      assertTrue(out.gradient().stream().allMatch(Double::isFinite), line);
      assertEquals(0, out.gradient().get(0), line);
      assertEquals(0.0, out.gradient().get(1) + 0.0, line);
    }
  }

  @Test
  void evaluate_nanTarget_gradientIsNaNThereAloneUnlessHidden() {
    for (String line : Golden.table().keySet()) {
      DjlLandmarkLoss loss = new DjlLandmarkLoss(LandmarkLoss.parse(line), Reduction.SUM);
      NDArray target = array(DataType.FLOAT32, 1, 0, Double.NaN, Double.NaN, 0);
      for (NDArray firstHidden : new NDArray[] {null, manager.create(new float[][] {{0, 1}})}) {
        Outcome out = run(loss, target, array(DataType.FLOAT32, 1, 3, 3, 3, 3), firstHidden);
        List<Boolean> nan = out.gradient().stream().map(slope -> slope.isNaN()).toList();
        assertEquals(List.of(false, true, firstHidden == null, false), nan, line);
        assertTrue(Double.isNaN(out.value()), line);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.1, 1, 5, 50})
  void evaluate_largeBatch_agreesToPrecision(double spread) {
    SplittableRandom random = new SplittableRandom(9);
    double[] target = random.doubles(64 * 196, 0, 64).toArray();
    double[] prediction = new double[target.length];
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) target[i];
      prediction[i] = (float) (target[i] + spread * random.nextGaussian());
    }
    for (String line : Golden.table().keySet()) {
      LandmarkLoss scalar = LandmarkLoss.parse(line);
      double expected = 0;
      for (int i = 0; i < target.length; i++) {
        expected += scalar.value(prediction[i] - target[i]) / 64;
      }
      Outcome out =
          run(
              new DjlLandmarkLoss(scalar, Reduction.PER_FACE),
              array(DataType.FLOAT32, 64, target),
              array(DataType.FLOAT32, 64, prediction),
              null);
      // Where all errors are tiny, a large sum is exact to 1e-7 a coordinate, not relatively.
      double tolerance = 2e-6 * expected + 196 * 1e-7;
      assertEquals(expected, out.value(), tolerance, line);
      for (int i = 0; i < target.length; i += 97) {
        double slope = scalar.derivative(prediction[i] - target[i]) / 64;
        assertTrue(Golden.relative(slope, out.gradient().get(i)) <= 2e-6, line);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void evaluate_manyTimes_keepsNoMoreThanItsScalars(boolean masked) {
    try (DjlLandmarkLoss loss = new DjlLandmarkLoss(new WingLoss(10, 2), Reduction.PER_FACE)) {
      NDArray prediction = array(DataType.FLOAT32, 2, 1, 2, 3, 4);
      NDArray target = array(DataType.FLOAT32, 2, 1, 0, 20, 4);
      NDArray mask = masked ? prediction.get(":, :1").onesLike() : null;
      loss.evaluate(target, prediction, mask);
      int before = loss.kept();
      for (int i = 0; i < 10; i++) {
        loss.evaluate(target, prediction, mask).close();
      }
      assertEquals(before, loss.kept());
      assertTrue(before > 0 && before < 16, "kept: " + before);
    }
  }

  @Test
  void evaluate_throughALayer_gradientFollowsTheChainRule() {
    // prediction = 3·parameter, so the parameter's gradient is 3·f′, scaled by the caller's 0.5.
    NDArray parameter = array(DataType.FLOAT64, 1, 1, -2);
    parameter.setRequiresGradient(true);
    DjlLandmarkLoss loss = new DjlLandmarkLoss(new WingLoss(10, 2), Reduction.SUM);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray prediction = parameter.mul(3.0);
      NDArray value = loss.evaluate(array(DataType.FLOAT64, 1, 0, 4), prediction, null);
      collector.backward(value.mul(0.5));
    }
    double[] expected = {1.5 * 10 / (2 + 3), -1.5};
    assertArrayEquals(expected, parameter.getGradient().toDoubleArray(), 1e-12);
  }

  @Test
  void evaluate_withoutGradient_givesTheValueAndLeavesNothingBehind() {
    NDArray target = array(DataType.FLOAT32, 1, 0, 0);
    NDArray prediction = array(DataType.FLOAT32, 1, 3, 25);
    int arrays = manager.getManagedArrays().size();
    DjlLandmarkLoss loss = new DjlLandmarkLoss(new WingLoss(10, 2), Reduction.MEAN, 1);
    NDArray mask = manager.ones(new Shape(1, 1));
    NDArray value = loss.evaluate(new NDList(target, mask), new NDList(prediction));
    assertEquals((9.1629073 + 32.9175947) / 2, value.getFloat(), 1e-5);
    assertEquals(arrays + 2, manager.getManagedArrays().size());
    assertArrayEquals(new float[] {3, 25}, prediction.toFloatArray());
  }

  @Test
  void evaluate_badArguments_nameRuleAndValue() {
    DjlLandmarkLoss loss = new DjlLandmarkLoss(new WingLoss(10, 2), Reduction.PER_FACE, 1, 1);
    NDArray good = array(DataType.FLOAT32, 1, 1, 2, 3, 4);
    NDArray other = array(DataType.FLOAT32, 1, 1, 2);
    NDArray doubles = array(DataType.FLOAT64, 1, 1, 2, 3, 4);
    NDArray whole = good.toType(DataType.INT32, true);
    assertRefused("shape (1, 4) but was (1, 2)", loss, other, good, null);
    assertRefused("float32 or float64 but was int32", loss, whole, whole, null);
    assertRefused(
        "target must be float32, as the prediction is, but was float64", loss, doubles, good, null);
    NDArray odd = array(DataType.FLOAT32, 1, 1, 2, 3);
    assertRefused("(N, 2L) with N and L >= 1 but was (1, 3)", loss, odd, odd, null);
    NDArray flat = good.flatten();
    assertRefused("but was (4)", loss, flat, flat, null);
    assertRefused("(N, L) = (1, 2) but was (1, 4)", loss, good, good, good);
    assertRefused("weights for 2 landmarks but the prediction has 1", loss, other, other, null);
    assertThrows(
        IllegalArgumentException.class,
        () -> loss.evaluate(new NDList(good, good, good), new NDList(good)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DjlLandmarkLoss(new WingLoss(10, 2), Reduction.SUM, -1));
  }

  private static void assertRefused(
      String part, DjlLandmarkLoss loss, NDArray target, NDArray prediction, NDArray mask) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> loss.evaluate(target, prediction, mask));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private Outcome run(DjlLandmarkLoss loss, NDArray target, NDArray prediction, NDArray mask) {
    prediction.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray value = loss.evaluate(target, prediction, mask);
      assertEquals(prediction.getDataType(), value.getDataType());
      assertEquals(new Shape(), value.getShape());
      collector.backward(value);
      double[] gradient = prediction.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
      double number = value.toType(DataType.FLOAT64, false).getDouble();
      return new Outcome(number, java.util.Arrays.stream(gradient).boxed().toList());
    }
  }

  private NDArray array(DataType type, int rows, double... values) {
    NDArray array = manager.create(values, new Shape(rows, values.length / rows));
    return array.toType(type, false);
  }
}
