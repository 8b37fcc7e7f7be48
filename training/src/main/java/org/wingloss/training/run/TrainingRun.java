package org.wingloss.training.run;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.DecodedPictures;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.training.device.Devices;
import org.wingloss.training.loop.FrozenNetwork;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.loop.Validation;
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
    TrainingData data,
    RunFolder folder,
    String device,
    int loaders) {

  /** What a run tells and asks while it goes. */
  public interface Observer {
    /** Hears of the loop of a stage, 1 or 2. */
    TrainingListener stage(int stage);

    /** Hears how many of so many faces are decoded; from any thread. */
    IntConsumer decoding(int faces);

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

  /** A stage's faces: where they are cut and how often each is drawn. */
  private record Material(
      List<Face> faces, CropPlan plan, List<Integer> order, Optional<ValidationFaces> validation) {}

  /**
   * Trains, from the last checkpoint if there is one.
   *
   * @param metric of the validation
   * @return what came out of the last stage that ran; the model folder is written unless the run
   *     was asked to stop
   * @throws InvalidDataException if a picture cannot be read, or no validation face can be scored
   */
  public TrainingResult run(ValidationMetric metric, Observer observer) {
    return run(metric, observer, new FlawedPictures());
  }

  /** As {@link #run(ValidationMetric, Observer)}, with another decoder. */
  TrainingResult run(ValidationMetric metric, Observer observer, PictureSource decoder) {
    // Refused before anything is written.
    Devices.of(device);
    if (!data.validation().isEmpty()) {
      metric.nme(data.validation(), data.validation().stream().map(Face::landmarks).toList());
    }
    folder.prepare(checkpointBytes());
    RunLock lock = RunLock.take(folder.path());
    try (lock) {
      long kept = readsAgain() ? Runtime.getRuntime().maxMemory() / 4 : 0;
      return begin(new Context(metric, observer, new DecodedPictures(decoder, kept)));
    } catch (InvalidDataException e) {
      // A picture that cannot be decoded, say: the next attempt shall find the folder free.
      folder.discardUnlessBegun();
      throw e;
    }
  }

  /** Whether a picture is needed again after its training faces were cut out. */
  private boolean readsAgain() {
    Set<Path> training = data.faces().stream().map(Face::image).collect(Collectors.toSet());
    return recipe.second().isPresent()
        || data.validation().stream().map(Face::image).anyMatch(training::contains);
  }

  private TrainingResult begin(Context context) {
    Provenance provenance = Provenance.of(recipeName, data, device);
    folder.writeProvenance(provenance);
    folder.writeRecipe(recipe);

    BoxCrop boxes = new BoxCrop(recipe.box());
    List<Integer> order = order();
    StageRecipe stage = recipe.stage();
    int size = stage.network().inputSize();
    Material material =
        new Material(data.faces(), boxes, order, validation(boxes, size, context.pictures()));
    TrainingResult first = train(1, stage, material, context, 0);
    if (recipe.second().isEmpty() || !first.finished()) {
      if (first.finished()) {
        ModelFile.write(
            folder.model(),
            description(stage, provenance, first, context, TrainedShapes.of(data.faces())),
            first.weights());
      }
      return first;
    }

    SecondStage next = recipe.second().get();
    Landmarks meanShape = boxes.meanShape(data.faces(), size);
    Alignment alignment = new Alignment(next.alignment(), meanShape, next.margin());
    Material again = secondMaterial(next, alignment, first, material, context.pictures());
    TrainingResult second =
        train(2, next.stage().after(first.weights()), again, context, first.progress().logBytes());
    if (second.finished()) {
      Optional<PlausibleShapes> shapes = TrainedShapes.of(data.faces());
      PipelineFile.write(
          folder.model(),
          alignment,
          description(stage, provenance, first, context, shapes),
          first.weights(),
          description(next.stage(), provenance, second, context, shapes),
          second.weights());
    }
    return second;
  }

  private Optional<ValidationFaces> validation(CropPlan plan, int size, PictureSource pictures) {
    return data.validation().isEmpty()
        ? Optional.empty()
        : Optional.of(ValidationFaces.of(data.validation(), data.scheme(), plan, size, pictures));
  }

  /** The faces of an epoch, by place. */
  private List<Integer> order() {
    List<Integer> draws = data.draws();
    List<Landmarks> shapes = draws.stream().map(i -> data.faces().get(i).landmarks()).toList();
    return recipe.balance().order(shapes).stream().map(draws::get).toList();
  }

  private Material secondMaterial(
      SecondStage next,
      Alignment alignment,
      TrainingResult first,
      Material before,
      PictureSource pictures) {
    BoxCrop boxes = new BoxCrop(recipe.box());
    SecondCrops crops = new SecondCrops(alignment, data.scheme(), boxes);
    StageRecipe stage = recipe.stage();
    int size = next.stage().network().inputSize();
    List<Face> faces = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int copy = 0; copy < next.crops().copies(); copy++) {
      int offset = faces.size();
      faces.addAll(data.faces());
      before.order().forEach(i -> order.add(offset + i));
    }
    try (FrozenNetwork network =
        new FrozenNetwork(
            stage.network(), data.scheme().count(), first.weights(), devices().get(0))) {
      List<Landmarks> rough =
          next.crops().runsFirstStage()
              ? new RoughLandmarks(
                      boxes, stage.network().inputSize(), stage.augmentation(), recipe.seed())
                  .of(network, faces, data.scheme(), pictures)
              : faces.stream().map(Face::landmarks).toList();
      List<Landmarks> found =
          before.validation().map(all -> all.landmarks(network)).orElse(List.of());
      return new Material(
          faces,
          crops.plan(faces, rough, size),
          order,
          validation(crops.plan(data.validation(), found, size), size, pictures));
    }
  }

  private TrainingResult train(
      int number, StageRecipe stage, Material material, Context context, long logBytes) {
    int size = stage.network().inputSize();
    List<Face> faces = material.faces();
    CropStore crops =
        CropStore.fitting(
            faces,
            material.plan(),
            new CropSize(size, stage.augmentation().context()),
            new CropStore.Room(Runtime.getRuntime().maxMemory() / 2, folder.cache()),
            new CropStore.Cutting(
                context.pictures(),
                Runtime.getRuntime().availableProcessors(),
                context.observer().decoding(faces.size())));
    if (number == 1) {
      context.pictures().remark().ifPresent(context.observer()::remark);
    }
    Trainer.Faces source =
        new Trainer.Faces(
            new CropDrawer(crops, stage.augmentation(), data.scheme()),
            material.order(),
            material.plan().meanShape(faces, size),
            i -> faces.get(i).id());
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
        material.validation().map(all -> new RecordedValidation(all, context.metric(), folder));
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

  /** The larger stage's: weights, their average and what the update rule keeps, four bytes each. */
  private long checkpointBytes() {
    long bytes = bytes(recipe.stage());
    return Math.max(bytes, recipe.second().map(second -> bytes(second.stage())).orElse(0L));
  }

  private long bytes(StageRecipe stage) {
    long arrays = 2L + stage.optimiser().states().size();
    return 4 * arrays * stage.network().parameters(data.scheme().count());
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
    return new ModelDescription(
        stage.network(), data.scheme(), recipe.box(), stage.loss().toString(), entries, shapes);
  }
}
