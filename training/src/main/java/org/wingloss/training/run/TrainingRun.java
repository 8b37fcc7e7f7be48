package org.wingloss.training.run;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
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

    /** Whether to save and end early. */
    boolean stopAsked();
  }

  /** A stage's faces: where they are cut and how often each is drawn. */
  private record Material(
      List<Face> faces, CropPlan plan, List<Integer> order, CropPlan validation) {}

  /**
   * Trains, from the last checkpoint if there is one.
   *
   * @param score judges the validation faces
   * @return what came out of the last stage that ran; the model folder is written unless the run
   *     was asked to stop
   */
  public TrainingResult run(ValidationMetric score, Observer observer) {
    // Refused before anything is written.
    Devices.of(device);
    folder.prepare(checkpointBytes());
    RunLock lock = RunLock.take(folder.path());
    try (lock) {
      return begin(score, observer);
    } catch (InvalidDataException e) {
      // A picture that cannot be decoded, say: the next attempt shall find the folder free.
      folder.discardUnlessBegun();
      throw e;
    }
  }

  private TrainingResult begin(ValidationMetric score, Observer observer) {
    Provenance provenance = Provenance.of(recipeName, data, device);
    folder.writeProvenance(provenance);
    folder.writeRecipe(recipe);

    BoxCrop boxes = new BoxCrop(recipe.box());
    List<Integer> order = order();
    Material material = new Material(data.faces(), boxes, order, boxes);
    StageRecipe stage = recipe.stage();
    TrainingResult first = train(1, stage, material, score, observer, 0);
    if (recipe.second().isEmpty() || !first.finished()) {
      if (first.finished()) {
        ModelFile.write(
            folder.model(), description(stage, provenance, first, score), first.weights());
      }
      return first;
    }

    SecondStage next = recipe.second().get();
    int size = stage.network().inputSize();
    Landmarks meanShape = boxes.meanShape(data.faces(), size);
    Alignment alignment = new Alignment(next.alignment(), meanShape, next.margin());
    Material again = secondMaterial(next, alignment, first, order);
    TrainingResult second =
        train(2, next.stage(), again, score, observer, first.progress().logBytes());
    if (second.finished()) {
      PipelineFile.write(
          folder.model(),
          alignment,
          description(stage, provenance, first, score),
          first.weights(),
          description(next.stage(), provenance, second, score),
          second.weights());
    }
    return second;
  }

  /** The faces of an epoch, by place. */
  private List<Integer> order() {
    List<Integer> draws = data.draws();
    List<Landmarks> shapes = draws.stream().map(i -> data.faces().get(i).landmarks()).toList();
    return recipe.balance().order(shapes).stream().map(draws::get).toList();
  }

  private Material secondMaterial(
      SecondStage next, Alignment alignment, TrainingResult first, List<Integer> order) {
    BoxCrop boxes = new BoxCrop(recipe.box());
    SecondCrops crops = new SecondCrops(alignment, data.scheme(), boxes);
    StageRecipe stage = recipe.stage();
    int from = stage.network().inputSize();
    int to = next.stage().network().inputSize();
    List<Face> faces = new ArrayList<>();
    List<Integer> draws = new ArrayList<>();
    for (int copy = 0; copy < next.crops().copies(); copy++) {
      int offset = faces.size();
      faces.addAll(data.faces());
      order.forEach(i -> draws.add(offset + i));
    }
    try (FrozenNetwork network =
        new FrozenNetwork(
            stage.network(), data.scheme().count(), first.weights(), devices().get(0))) {
      List<Landmarks> rough =
          next.crops().runsFirstStage()
              ? RoughLandmarks.of(
                  network, faces, boxes, from, stage.augmentation(), data.scheme(), recipe.seed())
              : faces.stream().map(Face::landmarks).toList();
      List<Landmarks> found =
          RoughLandmarks.of(
              network, data.validation(), boxes, from, Augmentations.NONE, data.scheme(), 0);
      return new Material(
          faces, crops.plan(faces, rough, to), draws, crops.plan(data.validation(), found, to));
    }
  }

  private TrainingResult train(
      int number,
      StageRecipe stage,
      Material material,
      ValidationMetric score,
      Observer observer,
      long logBytes) {
    int size = stage.network().inputSize();
    List<Face> faces = material.faces();
    CropStore crops =
        CropStore.fitting(
            faces,
            material.plan(),
            new CropSize(size, stage.augmentation().context()),
            Runtime.getRuntime().maxMemory() / 2,
            folder.cache(),
            Runtime.getRuntime().availableProcessors(),
            observer.decoding(faces.size()));
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
    Optional<Validation> examination =
        data.validation().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ValidationFaces(data.validation(), material.validation(), size, score));
    return new Trainer(
            recipe, stage, source, place, examination, observer.stage(number), observer::stopAsked)
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
      StageRecipe stage, Provenance provenance, TrainingResult result, ValidationMetric score) {
    Map<String, String> entries = new HashMap<>(provenance.entries());
    double nme = result.progress().bestNme();
    if (Double.isFinite(nme)) {
      entries.put("validation-nme", String.format(Locale.ROOT, "%.3f", nme));
      entries.put("validation-norm", score.norm());
      entries.put("validation-faces", Integer.toString(data.validation().size()));
    }
    return new ModelDescription(
        stage.network(), data.scheme(), recipe.box(), stage.loss().toString(), entries);
  }
}
