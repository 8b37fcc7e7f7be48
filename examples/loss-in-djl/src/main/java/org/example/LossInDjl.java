package org.example;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.WingLoss;
import org.wingloss.loss.djl.DjlLandmarkLoss;

/** A linear layer learns five landmarks from ten numbers, with the Wing loss. */
public final class LossInDjl {
  private static final int STEPS = 200;

  private LossInDjl() {}

  public static void main(String[] none) {
    System.setProperty("OPT_OUT_TRACKING", "true"); // DJL would report to its makers
    try (Model model = Model.newInstance("landmarks");
        DjlLandmarkLoss wing = new DjlLandmarkLoss(new WingLoss(10, 2), Reduction.PER_FACE)) {
      model.setBlock(Linear.builder().setUnits(10).build());
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(wing)
              .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.3f)).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(32, 10));
        trainer.getManager().getEngine().setRandomSeed(1);
        NDArray input = trainer.getManager().randomNormal(new Shape(32, 10));
        NDArray target = input.mul(12).add(32); // pixels of a 64-pixel crop
        float first = 0;
        float last = 0;
        for (int step = 1; step <= STEPS; step++) {
          // One manager a step: it takes the step's arrays along when it is closed.
          try (NDManager manager = trainer.getManager().newSubManager();
              GradientCollector gradients = trainer.newGradientCollector()) {
            NDArray x = input.duplicate();
            NDArray y = target.duplicate();
            x.attach(manager);
            y.attach(manager);
            NDArray value = wing.evaluate(new NDList(y), trainer.forward(new NDList(x)));
            gradients.backward(value);
            last = value.getFloat();
            first = step == 1 ? last : first;
          }
          trainer.step();
        }
        System.out.printf("Wing loss %.1f, after %d steps %.1f%n", first, STEPS, last);
        if (!(last < first / 2)) {
          throw new IllegalStateException("nothing was learnt");
        }
      }
    }
  }
}
