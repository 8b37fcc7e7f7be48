package org.wingloss.training.loop;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.wingloss.data.NumberText;
import org.wingloss.data.batch.Batch;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.recipe.StageRecipe;

/**
 * Ends a training whose loss has left all bounds: it is not finite, or a thousand times the first.
 * Neither heals, and the hours after it would be lost.
 */
final class DivergenceGuard {
  private static final double FACTOR = 1000;
  private static final int NAMED = 4;

  private final StageRecipe recipe;
  private final IntFunction<String> names;
  private double firstLoss;

  /**
   * Starts guarding.
   *
   * @param names of samples, for the message
   * @param firstLoss what a resumed run started with; NaN for a new one
   */
  DivergenceGuard(StageRecipe recipe, IntFunction<String> names, double firstLoss) {
    this.recipe = recipe;
    this.names = names;
    this.firstLoss = firstLoss;
  }

  double firstLoss() {
    return firstLoss;
  }

  /**
   * Judges a loss.
   *
   * @param step the number of steps done, the judged one included
   * @throws DivergenceException if the training has diverged
   */
  void check(double loss, long step, double rate, Batch batch) {
    if (Double.isNaN(firstLoss) && Double.isFinite(loss)) {
      firstLoss = loss;
    }
    // Wing is negative nowhere, but a face that is perfect from the start must not be the bound.
    if (Double.isFinite(loss) && loss <= FACTOR * Math.max(1, firstLoss)) {
      return;
    }
    throw new DivergenceException(
        step,
        "the training diverged at step %d: the loss is %s after %s at first, on the batch of %s; %s"
            .formatted(step, loss, firstLoss, faces(batch), cause(rate, batch)));
  }

  /**
   * Judges what a step has made of the weights and of what the optimiser keeps.
   *
   * @throws DivergenceException if the training has diverged
   */
  void check(Weights tensors, long step, double rate) {
    tensors
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isFinite()) {
                throw new DivergenceException(
                    step,
                    "the training diverged at step %d: '%s' is not finite any more; %s"
                        .formatted(step, name, highRate(rate)));
              }
            });
  }

  private String faces(Batch batch) {
    List<String> all = Arrays.stream(batch.samples()).mapToObj(names).toList();
    String some = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED ? some + " and %d more".formatted(all.size() - NAMED) : some;
  }

  private String cause(double rate, Batch batch) {
    for (float target : batch.targets()) {
      if (!Float.isFinite(target)) {
        return "a target of it is not finite, so look at the annotations";
      }
    }
    FloatBuffer pixels = batch.pixels();
    for (int i = 0; i < pixels.capacity(); i++) {
      if (!Float.isFinite(pixels.get(i))) {
        return "a pixel of it is not finite, so look at the pictures and the augmentation";
      }
    }
    double[] joins = recipe.loss().joins();
    double largest = joins.length == 0 ? 0 : joins[joins.length - 1];
    float reach = 0;
    for (float target : batch.targets()) {
      reach = Math.max(reach, Math.abs(target));
    }
    if (reach <= 2 && largest > reach) {
      return NumberText.format(
          "its targets reach %.3g only, so %s, whose parameters are for pixels, never sees its"
              + " tail: rescale the targets or the loss",
          reach, recipe.loss());
    }
    return highRate(rate);
  }

  private String highRate(double rate) {
    return NumberText.format(
        "the learning rate %.3g is probably too high for %s with %s and reduction %s",
        rate, recipe.loss(), recipe.optimiser().line(), recipe.reduction());
  }
}
