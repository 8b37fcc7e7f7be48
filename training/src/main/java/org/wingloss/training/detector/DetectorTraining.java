package org.wingloss.training.detector;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.ScriptedNetwork;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.checkpoint.Checkpoint.Progress;
import org.wingloss.training.checkpoint.MetricsLog;
import org.wingloss.training.loop.EngineCheck;
import org.wingloss.training.loop.InputBuffer;
import org.wingloss.training.loop.OptimisedWeights;
import org.wingloss.training.loop.Pace;
import org.wingloss.training.loop.Repetition;
import org.wingloss.training.loop.TrainingListener;

/**
 * Trains a detector: scenes in, weights out. A training that was stopped goes on from its last
 * checkpoint and ends with the same bits.
 *
 * @param recipe what to do
 * @param log receives the loss
 * @param checkpoint from which the training resumes if it is there
 * @param listener hears how it goes
 * @param stop asked after every step whether to save and end early
 */
record DetectorTraining(
    DetectorRecipe recipe,
    Path log,
    Path checkpoint,
    TrainingListener listener,
    BooleanSupplier stop) {
  /** The logit with which every score begins: a face in one of fifty cells. */
  private static final float FIRST_LOGIT = -4;

  /**
   * The state of a training.
   *
   * @param progress how far it has come
   * @param weights the EMA of the weights
   */
  record Result(Progress progress, Weights weights) {}

  /**
   * Trains to the end of the recipe, or until it is asked to stop.
   *
   * @param loaders threads that draw scenes ahead
   * @throws DivergenceException when the loss is no longer finite, see {@link Repetition}
   * @throws org.wingloss.training.InvalidRecipeException if the engine computes the network wrongly
   */
  Result train(SampleDrawer scenes, int loaders) {
    return Repetition.of(() -> fromLastCheckpoint(scenes, loaders), checkpoint);
  }

  private Result fromLastCheckpoint(SampleDrawer scenes, int loaders) {
    List<Layer> layers = recipe.network().layers();
    Extent input = DetectionNetwork.input(scenes.inputSize());
    int[] order = IntStream.range(0, scenes.samples()).toArray();
    Device device = Device.cpu();
    try (NDManager manager = PyTorchEngine.newManager(device);
        ScriptedNetwork network =
            new ScriptedNetwork(
                recipe.network().line(), layers, recipe.precision().ofGraph(), device);
        OptimisedWeights weights =
            new OptimisedWeights(
                layers, input, begin(layers, input, manager), recipe.rule(), manager)) {
      requireRight(layers, weights.best(), scenes.inputSize(), manager);
      Progress now = Progress.START;
      if (Checkpoint.exists(checkpoint)) {
        now = Checkpoint.restore(checkpoint, weights::restore);
      }
      InputBuffer buffer = new InputBuffer();
      boolean asked = false;
      try (MetricsLog lines = new MetricsLog(log, now.logBytes());
          BatchLoader loader =
              new BatchLoader(
                  scenes, order, recipe.batchSize(), recipe.seed(), loaders, now.step())) {
        Pace pace = new Pace(recipe.batchSize(), now.seconds());
        listener.started(now.step(), recipe.steps());
        while (!asked && now.step() < recipe.steps()) {
          Batch batch = loader.next();
          double rate = recipe.schedule().rate(now.step(), recipe.steps());
          double loss;
          try (NDManager scratch = manager.newSubManager()) {
            List<NDArray> leaves = weights.leaves(scratch);
            NDArray pixels = buffer.pixels(batch, scratch);
            NDArray value;
            try (GradientCollector collector = PyTorchEngine.get().newGradientCollector()) {
              NDArray output = network.forward(pixels, weights.tensors(leaves));
              value = DetectionLoss.STANDARD.of(output, new CellTargets(batch), scratch);
              collector.backward(value);
            }
            weights.update(leaves, scratch, rate, now.step());
            loss = value.getFloat();
          }
          loader.recycle(batch);
          pace.step();
          long done = now.step() + 1;
          if (!Double.isFinite(loss)) {
            throw new DivergenceException(
                done,
                "the training diverged at step %d: the loss is %s; lower the learning rate %s"
                    .formatted(done, loss, rate));
          }
          double firstLoss = Double.isNaN(now.firstLoss()) ? loss : now.firstLoss();
          now = now.after(done, firstLoss, pace.seconds());
          asked = stop.getAsBoolean();
          boolean saves = asked || done % recipe.checkpointEvery() == 0 || done == recipe.steps();
          if (saves || done % recipe.logEvery() == 0) {
            lines.add(line(done, loss, rate));
            listener.logged(done, loss, pace.lap());
          }
          if (saves) {
            Weights state = weights.state();
            if (!state.isFinite()) {
              throw new DivergenceException(
                  done,
                  "the training diverged at step %d: the weights are not finite any more; lower the learning rate %s"
                      .formatted(done, rate));
            }
            now = now.logged(lines.sync());
            new Checkpoint(now, state).write(checkpoint);
          }
        }
        listener.ended();
      }
      return new Result(now, weights.best());
    }
  }

  /** Also where the training goes on: that may be on another machine. */
  private void requireRight(List<Layer> layers, Weights initial, int side, NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      EngineCheck.require(
          recipe.network().line(),
          layers,
          recipe.precision().ofGraph(),
          initial,
          EngineCheck.pictures(recipe.batchSize(), side, scratch).transpose(0, 3, 1, 2));
    }
  }

  private static Map<String, Object> line(long step, double loss, double rate) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("loss", loss);
    line.put("rate", rate);
    return line;
  }

  private Block begin(List<Layer> layers, Extent input, NDManager manager) {
    List<TensorSpec> specs = Layers.tensors(layers);
    Block block = Layers.block(layers);
    Initialisation.MATCONVNET.prepare(specs, block, recipe.seed());
    Shape shape = new Shape(1, input.channels(), input.height(), input.width());
    block.initialize(manager, DataType.FLOAT32, shape);
    Map<String, Tensor> tensors = new LinkedHashMap<>(BlockWeights.read(specs, block).tensors());
    tensors.computeIfPresent(DetectionNetwork.LAST + ".bias", (name, bias) -> withScore(bias));
    BlockWeights.write(specs, new Weights(tensors), block);
    return block;
  }

  private static Tensor withScore(Tensor bias) {
    float[] values = bias.values().clone();
    values[0] = FIRST_LOGIT;
    return Tensor.of(bias.shape(), values);
  }
}
