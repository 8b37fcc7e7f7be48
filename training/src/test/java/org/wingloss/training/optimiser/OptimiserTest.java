package org.wingloss.training.optimiser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimiserTest {
  private static final List<String> LINES =
      List.of(
          "sgd(momentum=0.5,weight-decay=0.1)",
          "adam(beta1=0.5,beta2=0.75,epsilon=0.25)",
          "adamw(beta1=0.5,beta2=0.75,epsilon=0.25,weight-decay=0.5)");

  private NDManager manager;

  static Stream<String> lines() {
    return LINES.stream();
  }

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void lines_familyOfOptimisers_coverEveryMember() {
    Set<Class<?>> covered =
        LINES.stream().map(Optimiser::of).map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.copyOf(Arrays.asList(Optimiser.class.getPermittedSubclasses())), covered);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void line_readAgain_isTheSameOptimiser(String line) {
    Optimiser optimiser = Optimiser.of(line);
    assertEquals(line, optimiser.line());
    assertEquals(optimiser, Optimiser.of(optimiser.line()));
  }

  /**
   * By hand, θ₀ = 1, gradients 2 and −1, rates 0.1 and 0.2, μ = 0.5, λ = 0.1. Step 1: v = −(2 +
   * 0.1·1) = −2.1, θ = 1 − 0.21 = 0.79. Step 2: v = −1.05 − (−1 + 0.079) = −0.129, θ = 0.79 −
   * 0.0258.
   */
  @Test
  void sgd_twoSteps_equalTheHandComputation() {
    float[] weights = run("sgd(momentum=0.5,weight-decay=0.1)", 1, new float[] {2, -1});
    assertArrayEquals(new float[] {0.79f, 0.7642f}, weights, 1e-6f);
  }

  @Test
  void adam_threeSteps_equalTheHandComputation() {
    float[] weights = run("adam(beta1=0.5,beta2=0.75,epsilon=0.25)", 1, new float[] {2, 1, -3});
    assertArrayEquals(adamByHand(0), weights, 1e-6f);
  }

  @Test
  void adamw_threeSteps_equalTheHandComputation() {
    float[] weights =
        run("adamw(beta1=0.5,beta2=0.75,epsilon=0.25,weight-decay=0.5)", 1, new float[] {2, 1, -3});
    assertArrayEquals(adamByHand(0.5), weights, 1e-6f);
  }

  /**
   * Gradients 2, 1 and −3, rates 0.1, 0.2 and 0.3, β₁ = 0.5, β₂ = 0.75, ε = 0.25. The moments m are
   * 1, 1 and −1, corrected by 1/2, 3/4 and 7/8 they are 2, 4/3 and −8/7. The moments v are 1, 1 and
   * 3, corrected by 1/4, 7/16 and 37/64 they are 4, 16/7 and 192/37. θ shrinks by 1 − ηλ first.
   */
  private static float[] adamByHand(double lambda) {
    double one = (1 - 0.1 * lambda) - 0.1 * 2 / (2 + 0.25);
    double two = (1 - 0.2 * lambda) * one - 0.2 * (4 / 3.0) / (Math.sqrt(16 / 7.0) + 0.25);
    double three = (1 - 0.3 * lambda) * two + 0.3 * (8 / 7.0) / (Math.sqrt(192 / 37.0) + 0.25);
    return new float[] {(float) one, (float) two, (float) three};
  }

  /** By hand: θ = 1 − 0.1·3 = 0.7 and 2 − 0.1·5 = 1.5, averages 1 − 0.25·0.3 and 2 − 0.25·0.5. */
  @Test
  void apply_twoParametersOfOtherShapes_movesBothAndTheirAverages() {
    try (FusedOptimiserStep update =
        new FusedOptimiserStep(
            Optimiser.of("sgd(momentum=0,weight-decay=0)"), 2, true, Device.cpu())) {
      NDArray first = manager.ones(new Shape(2, 3));
      NDArray second = manager.ones(new Shape(5)).mul(2);
      NDArray firstAverage = first.duplicate();
      NDArray secondAverage = second.duplicate();
      update.apply(
          List.of(
              new FusedOptimiserStep.Target(first, first.mul(3), List.of(), firstAverage),
              new FusedOptimiserStep.Target(second, second.mul(2.5f), List.of(), secondAverage)),
          0.1,
          0.25,
          0,
          manager);
      assertArrayEquals(filled(6, 0.7f), first.toFloatArray(), 1e-6f);
      assertArrayEquals(filled(5, 1.5f), second.toFloatArray(), 1e-6f);
      assertArrayEquals(filled(6, 0.925f), firstAverage.toFloatArray(), 1e-6f);
      assertArrayEquals(filled(5, 1.875f), secondAverage.toFloatArray(), 1e-6f);
    }
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void update_manySteps_leavesNothingOnTheLongLivedManager(String line) {
    Optimiser optimiser = Optimiser.of(line);
    NDArray weight = manager.ones(new Shape(3));
    List<NDArray> state = state(optimiser, weight);
    int before = manager.getManagedArrays().size();
    try (FusedOptimiserStep update = new FusedOptimiserStep(optimiser, 1, false, Device.cpu())) {
      for (int step = 0; step < 5; step++) {
        try (NDManager scratch = manager.newSubManager()) {
          NDArray gradient = scratch.ones(weight.getShape());
          update.apply(
              List.of(new FusedOptimiserStep.Target(weight, gradient, state, weight)),
              0.1,
              0,
              step,
              scratch);
        }
      }
    }
    assertEquals(before, manager.getManagedArrays().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd(momentum=1)",
        "sgd(momentum=-0.1)",
        "sgd(weight-decay=-1)",
        "sgd(beta1=0.9)",
        "adam(epsilon=0)",
        "adam(weight-decay=0.1)",
        "adamw(beta2=1)",
        "rmsprop"
      })
  void of_badLine_isRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> Optimiser.of(line));
  }

  /** The weight after each of the gradients, with rates 0.1, 0.2 … */
  private float[] run(String line, float first, float[] gradients) {
    Optimiser optimiser = Optimiser.of(line);
    NDArray weight = manager.create(new float[] {first});
    List<NDArray> state = state(optimiser, weight);
    float[] weights = new float[gradients.length];
    try (FusedOptimiserStep update = new FusedOptimiserStep(optimiser, 1, false, Device.cpu())) {
      for (int step = 0; step < gradients.length; step++) {
        NDArray gradient = manager.create(new float[] {gradients[step]});
        FusedOptimiserStep.Target target =
            new FusedOptimiserStep.Target(weight, gradient, state, weight);
        update.apply(List.of(target), 0.1 * (step + 1), 0, step, manager);
        weights[step] = weight.toFloatArray()[0];
      }
    }
    return weights;
  }

  private List<NDArray> state(Optimiser optimiser, NDArray weight) {
    List<NDArray> state = new ArrayList<>();
    optimiser.states().forEach(name -> state.add(manager.zeros(weight.getShape())));
    return state;
  }
}
