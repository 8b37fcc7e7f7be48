package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.wingloss.data.batch.Batch;
import org.wingloss.loss.djl.DjlLandmarkLoss;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.ScriptedNetwork;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.recipe.StageRecipe;

class TrainingStateTest {
  private static final SyntheticDrawer FACES = new SyntheticDrawer(6, 32, 1);
  private static final double[] MEAN = FACES.meanShape().vector();

  /**
   * The gradient of the whole chain, read off the plain step θ − ηg, against central differences of
   * the loss. The sum of a tensor's differences along its own gradient direction is g·g.
   */
  @Test
  void step_gradientOfTheChain_agreesWithCentralDifferences() {
    StageRecipe recipe =
        Trainings.recipe(
                "optimiser=sgd(momentum=0,weight-decay=0)",
                "ema-decay=0",
                "loss=l2",
                "gradient-clip-norm=0")
            .stage();
    Batch batch = Batch.of(FACES, new int[] {0, 1, 2, 3}, 3);
    Weights before;
    Weights after;
    try (TrainingState state = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()))) {
      before = state.best();
      state.step(batch, 1, 0, false);
      after = state.best();
    }
    for (String name : before.tensors().keySet()) {
      float[] from = before.get(name).values();
      float[] to = after.get(name).values();
      double square = 0;
      for (int i = 0; i < from.length; i++) {
        square += Math.pow(from[i] - to[i], 2);
      }
      assertTrue(square > 0, name + " has no gradient");
      // Along the gradient, by a length short of the next kink, in float64.
      double length = 1e-5 / Math.sqrt(square);
      double up = loss(recipe, before, name, to, -length, batch);
      double down = loss(recipe, before, name, to, length, batch);
      double slope = (up - down) / (2 * length);
      assertEquals(square, slope, 0.005 * square, name);
    }
  }

  /** The batch holds (0, 0) for a landmark without coordinates. */
  @Test
  void step_missingLandmark_costsNothingWhateverItsTarget() {
    StageRecipe recipe =
        Trainings.recipe("optimiser=sgd(momentum=0,weight-decay=0)", "ema-decay=0").stage();
    Batch batch = Batch.of(FACES, new int[] {0, 1, 2, 3}, 3);
    int landmarks = FACES.landmarks();
    batch.visible()[landmarks + 2] = 0;
    List<Weights> after = new ArrayList<>();
    for (float target : new float[] {0, 50}) {
      batch.targets()[2 * landmarks + 2] = target;
      batch.targets()[3 * landmarks + 2] = target;
      try (TrainingState state = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()))) {
        Weights before = state.best();
        String any = recipe.network().tensors(landmarks).get(0).name();
        double expected = loss(recipe, before, any, before.get(any).values(), 0, batch);
        assertEquals(expected, state.step(batch, 1e-3, 0, true).orElseThrow(), 1e-4 * expected);
        after.add(state.best());
        assertNotEquals(before, state.best());
      }
    }
    assertEquals(after.get(0), after.get(1));
  }

  /** The loss in float64 at θ + share·(θ' − θ) in one tensor; θ' − θ is minus the gradient. */
  private static double loss(
      StageRecipe recipe,
      Weights weights,
      String name,
      float[] towards,
      double share,
      Batch batch) {
    NetworkSpec network = recipe.network();
    try (NDManager manager = NDManager.newBaseManager();
        ScriptedNetwork script =
            new ScriptedNetwork(network, FACES.landmarks(), Precision.FLOAT64, Device.cpu())) {
      List<NDArray> tensors = new ArrayList<>();
      for (TensorSpec tensor : network.tensors(FACES.landmarks())) {
        NDArray value = twice(weights, tensor, manager);
        if (tensor.name().equals(name)) {
          NDArray end = manager.create(towards, value.getShape()).toType(DataType.FLOAT64, true);
          value = value.add(end.sub(value).mul(share));
        }
        tensors.add(value);
      }
      double[] answers =
          script.forward(network.arrange(pixels(batch, manager)), tensors).toDoubleArray();
      double sum = 0;
      int landmarks = batch.landmarks();
      for (int n = 0; n < batch.size(); n++) {
        for (int i = 0; i < 2 * landmarks; i++) {
          if (batch.visible()[n * landmarks + i % landmarks] > 0) {
            int at = 2 * n * landmarks + i;
            sum += recipe.loss().value(answers[at] - batch.targets()[at]);
          }
        }
      }
      return sum / batch.size();
    }
  }

  private static NDArray twice(Weights weights, TensorSpec tensor, NDManager manager) {
    long[] shape = tensor.shape().stream().mapToLong(side -> side).toArray();
    return manager
        .create(weights.get(tensor.name()).values(), new Shape(shape))
        .toType(DataType.FLOAT64, true);
  }

  /** (N, S, S, 3), float64. */
  private static NDArray pixels(Batch batch, NDManager manager) {
    int size = batch.inputSize();
    return manager
        .create(batch.pixels(), new Shape(batch.size(), size, size, 3))
        .toType(DataType.FLOAT64, true);
  }

  /** From the crop's pixels to the loss, in float64, along the gradient. */
  @Test
  void backward_fromLossToPixels_agreesWithCentralDifferences() {
    StageRecipe recipe = Trainings.recipe("ema-decay=0").stage();
    Batch batch = Batch.of(FACES, new int[] {0, 1, 2, 3}, 3);
    Weights weights;
    try (TrainingState state = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()))) {
      weights = state.best();
    }
    NetworkSpec network = recipe.network();
    try (NDManager manager = NDManager.newBaseManager();
        ScriptedNetwork script =
            new ScriptedNetwork(network, FACES.landmarks(), Precision.FLOAT64, Device.cpu());
        DjlLandmarkLoss loss = new DjlLandmarkLoss(recipe.loss(), recipe.reduction())) {
      List<NDArray> tensors =
          network.tensors(FACES.landmarks()).stream()
              .map(tensor -> twice(weights, tensor, manager))
              .toList();
      NDArray targets =
          manager
              .create(batch.targets(), new Shape(4, 2L * FACES.landmarks()))
              .toType(DataType.FLOAT64, true);
      UnaryOperator<NDArray> chain =
          pixels -> loss.evaluate(targets, script.forward(network.arrange(pixels), tensors), null);
      NDArray pixels = pixels(batch, manager);
      pixels.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        collector.backward(chain.apply(pixels));
      }
      NDArray gradient = pixels.getGradient().duplicate();
      pixels.setRequiresGradient(false);
      double square = gradient.square().sum().getDouble();
      double length = 1e-6 / Math.sqrt(square);
      double up = chain.apply(pixels.add(gradient.mul(length))).getDouble();
      double down = chain.apply(pixels.sub(gradient.mul(length))).getDouble();
      assertEquals(square, (up - down) / (2 * length), 1e-5 * square);
    }
  }

  @Test
  void step_clipNorm_boundsTheWholeGradient() {
    StageRecipe recipe =
        Trainings.recipe(
                "optimiser=sgd(momentum=0,weight-decay=0)",
                "ema-decay=0",
                "gradient-clip-norm=0.25")
            .stage();
    Batch batch = Batch.of(FACES, new int[] {0, 1}, 3);
    try (TrainingState state = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()))) {
      Weights before = state.best();
      state.step(batch, 1, 0, false);
      Weights after = state.best();
      double square = 0;
      for (String name : before.tensors().keySet()) {
        float[] from = before.get(name).values();
        float[] to = after.get(name).values();
        for (int i = 0; i < from.length; i++) {
          square += Math.pow(from[i] - to[i], 2);
        }
      }
      assertEquals(0.25, Math.sqrt(square), 1e-4);
    }
  }

  /** One processor named three times stands for three: each computes its share of the batch. */
  @Test
  void step_onThreeDevices_isTheStepOnOne() {
    StageRecipe recipe = Trainings.recipe("optimiser=sgd(momentum=0.9)", "ema-decay=0.5").stage();
    Batch batch = Batch.of(FACES, new int[] {0, 1, 2, 3, 4}, 3);
    Batch small = Batch.of(FACES, new int[] {5, 0}, 4);
    Weights one = afterTwoSteps(recipe, List.of(Device.cpu()), batch, small);
    Weights three = afterTwoSteps(recipe, Collections.nCopies(3, Device.cpu()), batch, small);
    for (String name : one.tensors().keySet()) {
      float[] expected = one.get(name).values();
      float[] found = three.get(name).values();
      double largest = 0;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], found[i], 1e-4 * largest, name);
      }
    }
  }

  /** All that the next step depends on, less the start. */
  private static Weights afterTwoSteps(
      StageRecipe recipe, List<Device> devices, Batch first, Batch second) {
    try (TrainingState state = new TrainingState(recipe, MEAN, 1, devices)) {
      Map<String, float[]> before = new LinkedHashMap<>();
      state.tensors().tensors().forEach((name, tensor) -> before.put(name, tensor.values()));
      state.step(first, 1e-3, 0, false);
      state.step(second, 1e-3, 1, false);
      Map<String, Tensor> moved = new LinkedHashMap<>();
      state
          .tensors()
          .tensors()
          .forEach(
              (name, tensor) -> {
                float[] values = tensor.values();
                for (int i = 0; i < values.length; i++) {
                  values[i] -= before.get(name)[i];
                }
                moved.put(name, Tensor.of(tensor.shape(), values));
              });
      return new Weights(moved);
    }
  }

  /** Every device normalises by its own share; what is gathered comes from the first. */
  @Test
  void step_onTwoDevicesWithBatchNorm_gathersTheMomentsOfTheFirstShare() {
    String network = "network=hourglass(input=32,widths=32-48)";
    StageRecipe recipe =
        Trainings.recipe(network, "initial-weights=matconvnet", "ema-decay=0").stage();
    Batch both = Batch.of(FACES, new int[] {0, 1, 2, 3}, 3);
    Batch half = Batch.of(FACES, new int[] {0, 1}, 3);
    try (TrainingState two =
            new TrainingState(recipe, MEAN, 1, List.of(Device.cpu(), Device.cpu()));
        TrainingState one = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()))) {
      two.step(both, 0, 0, false);
      one.step(half, 0, 0, false);
      String moments = "weights/stem1.norm.running_mean";
      assertArrayEquals(
          one.tensors().get(moments).values(), two.tensors().get(moments).values(), 1e-6f);
    }
  }

  @Test
  void best_average_followsTheFormula() {
    StageRecipe recipe = Trainings.recipe("ema-decay=0.05").stage();
    Batch batch = Batch.of(FACES, new int[] {0, 1}, 3);
    String name = recipe.network().tensors(FACES.landmarks()).get(0).name();
    try (TrainingState state = new TrainingState(recipe, MEAN, 1, List.of(Device.cpu()))) {
      float average = state.best().get(name).get(0);
      for (int step = 0; step < 3; step++) {
        state.step(batch, 0.01, step, false);
        double decay = Math.min(0.05, (1.0 + step) / (10 + step));
        float weight = state.tensors().get("weights/" + name).get(0);
        average += (float) ((1 - decay) * (weight - average));
        assertEquals(average, state.best().get(name).get(0), 1e-6);
      }
    }
  }
}
