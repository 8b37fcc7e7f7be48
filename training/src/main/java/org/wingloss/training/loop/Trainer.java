package org.wingloss.training.loop;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.DrawSequence;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.checkpoint.Checkpoint.Progress;
import org.wingloss.training.checkpoint.MetricsLog;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.StageRecipe;
import org.wingloss.training.tensorboard.EventFile;

/**
 * Trains one network: batches in, the best weights out.
 *
 * @param recipe how often to log, validate and checkpoint
 * @param stage what to do
 * @param faces what is learnt
 * @param place where it happens and what it leaves
 * @param validation measures the error on the validation set, if there is one
 * @param listener hears how it goes
 * @param stop asked after every step whether to save and end early
 */
public record Trainer(
    Recipe recipe,
    StageRecipe stage,
    Faces faces,
    Place place,
    Optional<Validation> validation,
    TrainingListener listener,
    BooleanSupplier stop) {
  /** What TensorBoard calls the picture of validation faces. */
  private static final String FACES = "validation faces";

  /**
   * What is learnt.
   *
   * @param draws of training faces, without end; a sequence is closed when a loop ends, and one
   *     that is repeated begins another
   * @param meanShape complete, network pixels: where predictions may begin
   * @param names of samples, for messages
   */
  public record Faces(
      Supplier<DrawSequence> draws, Landmarks meanShape, IntFunction<String> names) {}

  /**
   * Where a training happens and what it leaves.
   *
   * @param devices compute, see {@link org.wingloss.training.device.Devices#of}
   * @param loaders threads that draw ahead
   * @param log receives the loss and the validation error
   * @param events the folder of the TensorBoard files
   * @param logFrom the length of the log before the first step
   * @param tags what every line of the log says besides
   * @param last the checkpoint from which the training resumes if it is there
   * @param best the weights of the best validation
   */
  public record Place(
      List<Device> devices,
      int loaders,
      Path log,
      Path events,
      long logFrom,
      Map<String, Object> tags,
      Path last,
      Path best) {}

  /**
   * Trains from the last checkpoint, or from the beginning, to the end of the recipe.
   *
   * @throws org.wingloss.training.DivergenceException when the training diverges, see {@link
   *     Repetition}; the last checkpoint is then still good
   */
  public TrainingResult train() {
    return Repetition.of(this::fromLastCheckpoint, place.last());
  }

  private TrainingResult fromLastCheckpoint() {
    boolean resumed = Checkpoint.exists(place.last());
    StageRecipe begun = resumed ? stage.resumed() : stage;
    try (TrainingState state =
        new TrainingState(begun, faces.meanShape().vector(), recipe.seed(), place.devices())) {
      Progress kept =
          resumed
              ? Checkpoint.restore(place.last(), state::restore)
              : Progress.START.logged(place.logFrom());
      Progress now = kept.validatedBy(validation.map(Validation::digest));
      if (isOver(kept)) {
        // Whatever the validation is: the next stage, whose lines of the log may follow, has begun
        // with these weights.
        listener.started(now.step(), stage.steps());
        listener.ended();
        return new TrainingResult(weights(state, kept), now, true);
      }
      // The faces first: where their crops cannot be cut, a run that is resumed stays as it was.
      try (BatchLoader loader =
              new BatchLoader(faces.draws().get(), stage.batchSize(), place.loaders(), now.step());
          MetricsLog log = new MetricsLog(place.log(), now.logBytes());
          EventFile events = new EventFile(place.events(), now.step(), Clock.systemUTC())) {
        return loop(state, log, events, loader, now);
      }
    }
  }

  private TrainingResult loop(
      TrainingState state, MetricsLog log, EventFile events, BatchLoader loader, Progress start) {
    DivergenceGuard guard = new DivergenceGuard(stage, faces.names(), start.firstLoss());
    Pace pace = new Pace(stage.batchSize(), start.seconds());
    Progress now = start;
    long steps = stage.steps();
    boolean asked = false;
    listener.started(start.step(), steps);
    while (!asked && !isOver(now)) {
      Batch batch = loader.next();
      double rate = stage.schedule().rate(now.step(), steps);
      long done = now.step() + 1;
      asked = stop.getAsBoolean();
      boolean validates = validation.isPresent() && isDue(done, recipe.validateEvery());
      boolean saves = validates || asked || isDue(done, recipe.checkpointEvery());
      boolean logs = saves || isDue(done, recipe.logEvery());

      OptionalDouble loss = state.step(batch, rate, now.step(), logs);
      pace.step();
      if (loss.isPresent()) {
        guard.check(loss.getAsDouble(), done, rate, batch);
      }
      loader.recycle(batch);

      now = now.after(done, guard.firstLoss(), pace.seconds());
      if (!logs) {
        continue;
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.putAll(place.tags());
      line.put("step", done);
      line.put("loss", loss.getAsDouble());
      line.put("rate", rate);
      line.put("faces-per-second", pace.lap());
      listener.logged(done, loss.getAsDouble(), (double) line.get("faces-per-second"));
      pace.pause();
      // The loss is that of the weights before the step: these are looked at before they are kept.
      Optional<Weights> tensors = saves ? Optional.of(state.tensors()) : Optional.empty();
      tensors.ifPresent(after -> guard.check(after, done, rate));
      if (validates) {
        double nme = validation.get().nme(state.forwardPass(done));
        now = now.validated(nme);
        line.put("nme", nme);
        if (now.sinceBest() == 0) {
          Checkpoint.writeBest(place.best(), state.best(), done, nme);
          validation.get().best();
        }
        listener.validated(done, nme, now.sinceBest() == 0);
        validation.get().picture().ifPresent(faces -> events.add(done, FACES, faces));
      }
      log.add(line);
      events.add(done, curves(line));
      if (tensors.isPresent()) {
        now = now.logged(log.sync());
        new Checkpoint(now, tensors.get()).write(place.last());
      }
      pace.resume();
    }
    listener.ended();
    return new TrainingResult(weights(state, now), now, isOver(now));
  }

  private boolean isOver(Progress now) {
    return now.isOver(stage.steps(), recipe.earlyStoppingPatience());
  }

  private Weights weights(TrainingState state, Progress progress) {
    boolean validated = Double.isFinite(progress.bestNme());
    return validated ? Checkpoint.readBest(place.best(), tensors()) : state.best();
  }

  private List<TensorSpec> tensors() {
    return stage.network().tensors(faces.meanShape().count());
  }

  /** What changes from line to line, as curves. */
  private static Map<String, Double> curves(Map<String, Object> line) {
    Map<String, Double> curves = new LinkedHashMap<>();
    line.forEach(
        (name, value) -> {
          if (value instanceof Double number) {
            curves.put(name, number);
          }
        });
    return curves;
  }

  /** Whether something that happens every so many steps happens now; it always does at the end. */
  private boolean isDue(long done, int every) {
    return done % every == 0 || done == stage.steps();
  }
}
