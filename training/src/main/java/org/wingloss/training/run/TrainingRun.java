package org.wingloss.training.run;

import ai.djl.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.DecodedPictures;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.training.DivergenceException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.device.Devices;
import org.wingloss.training.device.ProcessorInstructions;
import org.wingloss.training.loop.BlockForwardPass;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.loop.Validation;
import org.wingloss.training.recipe.Precision;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.SecondStage;
import org.wingloss.training.recipe.StageRecipe;

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

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  /** What a run tells and asks while it goes. */
  public interface Observer {
    /** Hears of the loop of a stage, 1 or 2. */
    TrainingListener stage(int stage);

    /** Hears how many of so many faces are decoded; from any thread. */
    IntConsumer decoding(int faces);

    /** Hears how many of so many photographs the first stage has labelled for the second. */
    default IntConsumer labelling(int photographs) {
      return done -> {};
    }

    /** Hears once what is to be said of the training and validation pictures, if anything is. */
    void remark(String sentence);

    /** Whether to save and end early. */
    boolean stopAsked();
  }

  /**
   * What all stages share.
   *
   * @param metric of the validation
   * @param pictures decodes; a picture that several stages need is kept if memory allows
   */
  private record Context(ValidationMetric metric, Observer observer, PictureSource pictures) {}

  /**
   * Trains, from the last checkpoint if there is one.
   *
   * @param metric of the validation
   * @return what came out of the last stage that ran; the model folder is written unless the run
   *     was asked to stop
   * @throws InvalidDataException if a picture cannot be read, or no validation face can be scored
   * @throws InvalidRecipeException if the recipe does not go with the data or with what the folder
   *     holds, or another training is at work in it
   */
  public TrainingResult run(ValidationMetric metric, Observer observer) {
    return run(metric, observer, new FlawedPictures());
  }

  /** As {@link #run(ValidationMetric, Observer)}, with another decoder. */
  TrainingResult run(ValidationMetric metric, Observer observer, PictureSource decoder) {
    // Refused before anything is written.
    Devices.of(device);
    requirements().check();
    folder.requireStages(recipe.second().isPresent() ? 2 : 1);
    if (!data.validation().isEmpty()) {
      metric.nme(data.validation(), data.validation().stream().map(Face::landmarks).toList());
    }
    Provenance provenance = Provenance.of(recipeName, data, device);
    folder.prepare(requirements().checkpointBytes());
    RunLock lock = RunLock.take(folder.path());
    try (lock) {
      long kept = data.readsAgain(recipe) ? Runtime.getRuntime().maxMemory() / 4 : 0;
      return begin(provenance, new Context(metric, observer, new DecodedPictures(decoder, kept)));
    }
  }

  private TrainingResult begin(Provenance provenance, Context context) {
    boolean resumed = folder.exists();
    try {
      return trainStages(provenance, context);
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

  private TrainingResult trainStages(Provenance provenance, Context context) {
    folder.writeProvenance(provenance);
    folder.writeRecipe(recipe);
    remarkOnPrecision(context.observer());

    StageRecipe stage = recipe.stage();
    StageFaces faces = data.firstStage(recipe, context.pictures());
    TrainingResult first = train(1, stage, faces, context, 0);
    if (recipe.second().isEmpty() || !first.finished()) {
      if (first.finished()) {
        ModelFile.write(
            folder.model(),
            description(stage, provenance, first, context, plausibleShapes()),
            first.weights());
      }
      return first;
    }

    SecondStage next = recipe.second().get();
    Optional<TrainingSet> labelled = labelled(stage, provenance, first, context);
    if (labelled.isEmpty()) {
      return new TrainingResult(first.weights(), first.progress(), false);
    }
    TrainingSet more = labelled.get();
    StageFaces.Second again =
        second(
            more.equals(data) ? faces : more.firstStage(recipe, context.pictures()),
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
      Optional<PlausibleShapes> shapes = plausibleShapes();
      PipelineFile.write(
          folder.model(),
          again.alignment(),
          next.prediction(),
          description(stage, provenance, first, context, shapes),
          first.weights(),
          description(
              next.stage(), Provenance.of(recipeName, more, device), second, context, shapes),
          second.weights());
    }
    return second;
  }

  /**
   * The faces, and those of photographs with what the first stage finds there; empty if the run was
   * asked to stop.
   */
  private Optional<TrainingSet> labelled(
      StageRecipe stage, Provenance provenance, TrainingResult first, Context context) {
    if (!(data instanceof TrainingData annotated) || annotated.photographs().isEmpty()) {
      return Optional.of(data);
    }
    return PseudoLabels.added(
        annotated,
        folder,
        first.weights(),
        () ->
            Localiser.of(
                description(stage, provenance, first, context, plausibleShapes()), first.weights()),
        context.observer());
  }

  private void remarkOnPrecision(Observer observer) {
    boolean bfloat16 =
        requirements().stages().anyMatch(stage -> stage.precision() == Precision.BFLOAT16);
    if (bfloat16 && !devices().get(0).isGpu()) {
      ProcessorInstructions.slowBfloat16().ifPresent(observer::remark);
    }
  }

  /**
   * What the shapes of the training faces have in common, for the model's file. A model is as good
   * without, so that nothing here ends a training that has come so far.
   */
  private Optional<PlausibleShapes> plausibleShapes() {
    try {
      return Optional.of(PlausibleShapes.of(data.shapes()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.info("the model will not mark implausible predictions: {}", e.getMessage());
      return Optional.empty();
    }
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
                context.pictures(), folder.cache(), context.observer()::decoding));
    if (number == 1) {
      context.pictures().remark().ifPresent(context.observer()::remark);
    }
    boolean only = recipe.second().isEmpty();
    String prefix = only ? "" : "stage" + number + "-";
    Trainer.Place place =
        new Trainer.Place(
            devices(),
            loaders,
            folder.metrics(),
            only ? folder.events() : folder.events().resolve("stage" + number),
            logBytes,
            only ? Map.of() : Map.of("stage", number),
            folder.checkpoint(prefix + "last"),
            folder.checkpoint(prefix + "best"));
    Optional<Validation> validation =
        faces
            .validation()
            .map(
                all ->
                    new RecordedValidation(all, data.validationSha256(), context.metric(), folder));
    return new Trainer(
            recipe,
            stage,
            source,
            place,
            validation,
            context.observer().stage(number),
            context.observer()::stopAsked)
        .train();
  }

  private List<Device> devices() {
    return Devices.of(device);
  }

  private ModelDescription description(
      StageRecipe stage,
      Provenance provenance,
      TrainingResult result,
      Context context,
      Optional<PlausibleShapes> shapes) {
    Map<String, String> entries = new HashMap<>(provenance.entries());
    double nme = result.progress().bestNme();
    if (Double.isFinite(nme)) {
      entries.put("validation-nme", String.format(Locale.ROOT, "%.3f", nme));
      entries.put("validation-norm", context.metric().norm());
      entries.put("validation-faces", Integer.toString(data.validation().size()));
    }
    ModelDescription described =
        new ModelDescription(
                stage.network(), data.scheme(), recipe.box(), stage.loss().toString(), entries)
            .withFlipOffset(stage.augmentation().flipOffset());
    return shapes.map(described::withShapes).orElse(described);
  }
}
