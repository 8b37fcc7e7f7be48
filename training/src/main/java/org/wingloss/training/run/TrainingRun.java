package org.wingloss.training.run;

import ai.djl.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.DecodedPictures;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.io.FolderLock;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.device.Devices;
import org.wingloss.training.loop.BlockForwardPass;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.loop.Validation;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.SecondStage;
import org.wingloss.training.recipe.StageRecipe;
import org.wingloss.training.recipe.ValidationSplit;

/**
 * One training from marked faces to a model file, in a run folder.
 *
 * @param recipe what to do
 * @param recipeName the file or name that was asked for
 * @param data the faces
 * @param folder where everything goes
 * @param device see {@link Devices}
 * @param loaders threads that draw batches ahead
 */
public record TrainingRun(
    Recipe recipe,
    String recipeName,
    TrainingSet data,
    RunFolder folder,
    String device,
    int loaders) {

  private static final ValidationMetric NO_METRIC =
      (faces, predictions) -> {
        throw new IllegalStateException("faces are validated without a metric");
      };

  /** What a run tells and asks while it goes; what is not overridden hears nothing. */
  public interface Observer {
    /** Hears nothing, and lets the run go to its end. */
    Observer NONE = new Observer() {};

    /** Hears of the loop of a stage, 1 or 2. */
    default TrainingListener stage(int stage) {
      return TrainingListener.NONE;
    }

    /** Hears how many of so many faces are decoded; from any thread. */
    default IntConsumer decoding(int faces) {
      return done -> {};
    }

    /** Hears how many of so many photographs the first stage has labelled for the second. */
    default IntConsumer labelling(int photographs) {
      return done -> {};
    }

    /** Hears once what is to be said of the training and validation pictures, if anything is. */
    default void remark(String sentence) {}

    /** Whether to save and end early. */
    default boolean stopAsked() {
      return false;
    }
  }

  /**
   * What all stages share.
   *
   * @param metric of the validation
   * @param pictures decodes; a picture that several stages need is kept if memory allows
   * @param remarked whether it has been said what is to be said of them
   */
  private record Context(
      ValidationMetric metric, Observer observer, PictureSource pictures, AtomicBoolean remarked) {
    void remarkOnce() {
      if (!remarked.getAndSet(true)) {
        pictures.remark().ifPresent(observer::remark);
      }
    }
  }

  /**
   * Trains without validation; else as {@link #run(ValidationMetric, Observer)}.
   *
   * @throws InvalidRecipeException also if the recipe validates, which needs a metric
   */
  public TrainingResult run(Observer observer) {
    if (recipe.validation() != ValidationSplit.NONE || !data.validation().isEmpty()) {
      throw new InvalidRecipeException(
          "validation: %s with %d faces held out needs a metric; give one, or hold out none"
              .formatted(recipe.validation().label(), data.validation().size()));
    }
    return run(NO_METRIC, observer);
  }

  /**
   * Trains, from the last checkpoint if there is one of the same recipe and data.
   *
   * @param metric of the validation
   * @return what came out of the last stage that ran; the model folder is written unless the run
   *     was asked to stop
   * @throws InvalidDataException if a picture cannot be read, no validation face can be scored, or
   *     the folder holds a run of other data
   * @throws InvalidRecipeException if the recipe does not go with the data or with what the folder
   *     holds, or another training is at work in it
   */
  public TrainingResult run(ValidationMetric metric, Observer observer) {
    return run(metric, observer, EarlierRun.RESUMED);
  }

  /** As {@link #run(ValidationMetric, Observer)}, in a folder that may hold another run. */
  public TrainingResult run(ValidationMetric metric, Observer observer, EarlierRun earlier) {
    return run(metric, observer, earlier, new FlawedPictures());
  }

  /** As {@link #run(ValidationMetric, Observer, EarlierRun)}, with another decoder. */
  TrainingResult run(
      ValidationMetric metric, Observer observer, EarlierRun earlier, PictureSource decoder) {
    // Refused before anything is written.
    Devices.of(device);
    requirements().check(folder);
    if (!data.validation().isEmpty()) {
      metric.nme(data.validation(), data.validation().stream().map(Face::landmarks).toList());
    }
    FolderLock lock = folder.lock();
    try (lock) {
      // Another training may have begun here while the caller read the data.
      earlier.require(folder, recipe, data);
      folder.requireStages(recipe.stages().size());
      long kept = data.readsAgain(recipe) ? Runtime.getRuntime().maxMemory() / 4 : 0;
      PictureSource pictures = new DecodedPictures(decoder, kept);
      return begin(new Context(metric, observer, pictures, new AtomicBoolean()));
    }
  }

  private TrainingResult begin(Context context) {
    boolean resumed = folder.exists();
    try {
      folder.prepare(requirements().checkpointBytes());
      return trainStages(context);
    } catch (DivergenceException e) {
      throw e; // The log tells how it came to that.
    } catch (RuntimeException | Error e) {
      // A picture that cannot be decoded, or weights that do not fit, say: the next attempt shall
      // find the folder free. A run that is resumed can be resumed again.
      if (!resumed) {
        folder.discardUnlessBegun();
      }
      throw e;
    }
  }

  private RunRequirements requirements() {
    return new RunRequirements(recipe, data);
  }

  private TrainingResult trainStages(Context context) {
    Provenance provenance = Provenance.of(this);
    folder.writeProvenance(provenance);
    folder.writeRecipe(recipe);
    requirements().remark(devices().get(0)).ifPresent(context.observer()::remark);

    StageRecipe stage = recipe.stage();
    StageFaces faces = StageFaces.first(data, recipe, context.pictures());
    TrainingResult first = train(1, stage, faces, context, 0);
    if (!first.finished()) {
      return first;
    }
    ModelDescriptions descriptions = ModelDescriptions.of(recipe, data, context.metric());
    ModelDescription described = descriptions.describe(stage, provenance, first);
    if (recipe.second().isEmpty()) {
      ModelFile.write(folder.model(), described, first.weights());
      return first;
    }

    SecondStage next = recipe.second().get();
    Optional<TrainingSet> labelled =
        context.observer().stopAsked() ? Optional.empty() : labelled(described, first, context);
    if (labelled.isEmpty()) {
      return new TrainingResult(first.weights(), first.progress(), false);
    }
    TrainingSet more = labelled.get();
    StageFaces.Second again =
        second(
            more.equals(data) ? faces : StageFaces.first(more, recipe, context.pictures()),
            first,
            context.pictures());
    TrainingResult second =
        train(
            2,
            next.stage().after(first.weights()),
            again.faces(),
            context,
            first.progress().logBytes());
    if (second.finished()) {
      PipelineFile.write(
          folder.model(),
          again.alignment(),
          next.prediction(),
          described,
          first.weights(),
          descriptions.describe(next.stage(), provenance.on(more), second),
          second.weights());
    }
    return second;
  }

  /**
   * The faces, and those of photographs with what the first stage finds there; empty if the run was
   * asked to stop.
   */
  private Optional<TrainingSet> labelled(
      ModelDescription described, TrainingResult first, Context context) {
    if (!(data instanceof TrainingData annotated) || annotated.photographs().isEmpty()) {
      return Optional.of(data);
    }
    return PseudoLabels.added(
        annotated,
        folder,
        first.weights(),
        () -> Localiser.of(described, first.weights()),
        context.observer());
  }

  private StageFaces.Second second(StageFaces faces, TrainingResult first, PictureSource pictures) {
    try (BlockForwardPass network =
        BlockForwardPass.of(
            recipe.stage(), data.scheme().count(), first.weights(), devices().get(0))) {
      return faces.second(recipe, network, pictures);
    }
  }

  private TrainingResult train(
      int number, StageRecipe stage, StageFaces faces, Context context, long logBytes) {
    Trainer.Faces source =
        faces.open(
            stage,
            recipe.seed(),
            new StageFaces.Cutting(
                context.pictures(),
                folder.cache(),
                context.observer()::decoding,
                context::remarkOnce));
    boolean only = recipe.second().isEmpty();
    Trainer.Place place =
        new Trainer.Place(
            devices(),
            loaders,
            folder.metrics(),
            only ? folder.events() : folder.events().resolve("stage" + number),
            logBytes,
            only ? Map.of() : Map.of("stage", number),
            folder.checkpoint(recipe, number, "last"),
            folder.checkpoint(recipe, number, "best"));
    Optional<Validation> validation =
        faces
            .validation()
            .map(
                all ->
                    new RecordedValidation(
                        all, data.validationSha256(), recipe, context.metric(), folder));
    TrainingResult result =
        new Trainer(
                recipe,
                stage,
                source,
                place,
                validation,
                context.observer().stage(number),
                context.observer()::stopAsked)
            .train();
    // A stage that is over cuts nothing, but its validation pictures were read.
    context.remarkOnce();
    return result;
  }

  private List<Device> devices() {
    return Devices.of(device);
  }
}
