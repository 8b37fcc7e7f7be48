package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.recipe.StageRecipe;

/**
 * The forward pass of a DJL block without learning: batch normalisations use what they gathered.
 */
public final class BlockForwardPass implements ForwardPass, AutoCloseable {
  private final StageRecipe stage;
  private final NetworkSpec network;
  private final double flipOffset;
  private final NDManager manager;
  private final ParameterStore store;
  private final Block block;
  private final InputBuffer input;
  private final long done;

  /**
   * Computes with a block's weights.
   *
   * @param manager of the block's device; every batch hangs on a manager below it that is closed
   * @param input memory for the batches
   * @param done the steps that made the weights
   */
  BlockForwardPass(
      StageRecipe stage, Block block, NDManager manager, InputBuffer input, long done) {
    this.stage = stage;
    this.network = stage.network();
    this.flipOffset = stage.augmentation().flipOffset() * network.inputSize();
    this.block = block;
    this.manager = manager;
    this.store = new ParameterStore(manager, false);
    this.input = input;
    this.done = done;
  }

  /** Loads finished weights of a stage onto a device. */
  public static BlockForwardPass of(
      StageRecipe stage, int landmarks, Weights weights, Device device) {
    NDManager manager = PyTorchEngine.newManager(device);
    try {
      Block block = BlockWeights.block(stage.network(), landmarks, weights, manager);
      return new BlockForwardPass(stage, block, manager, new InputBuffer(), stage.steps());
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public double flipOffset() {
    return flipOffset;
  }

  /** The faces of a step, which memory holds, and no more than {@link EngineCheck} has tried. */
  @Override
  public int largestBatch() {
    return Math.min(stage.batchSize(), EngineCheck.MOST_FACES);
  }

  /**
   * As {@link ForwardPass#forward}.
   *
   * @throws DivergenceException if an output is not finite: finite weights may be too large for it
   */
  @Override
  public float[][] forward(List<float[]> crops) {
    try (NDManager scratch = manager.newSubManager()) {
      NDList pixels = new NDList(input.pixels(crops, network, scratch));
      float[] rows = block.forward(store, pixels, false).singletonOrThrow().toFloatArray();
      requireFinite(rows);
      int length = rows.length / crops.size();
      float[][] vectors = new float[crops.size()][];
      for (int n = 0; n < vectors.length; n++) {
        vectors[n] = Arrays.copyOfRange(rows, n * length, (n + 1) * length);
      }
      return vectors;
    }
  }

  private void requireFinite(float[] outputs) {
    for (float output : outputs) {
      if (!Float.isFinite(output)) {
        throw new DivergenceException(
            done,
            "the training diverged at step %d: an output of the network is not finite; the learning rate is probably too high: %s"
                .formatted(done, stage.schedule().line()));
      }
    }
  }

  /** Closes the manager, and all that hangs on it. */
  @Override
  public void close() {
    manager.close();
  }
}
