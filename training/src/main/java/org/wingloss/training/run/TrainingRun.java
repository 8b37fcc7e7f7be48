package org.wingloss.training.run;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.model.file.ModelDescription;
import org.wingloss.model.file.ModelFile;
import org.wingloss.training.device.Devices;
import org.wingloss.training.loop.Examination;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
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

  /**
   * Trains, from the last checkpoint if there is one.
   *
   * @param score judges the validation faces
   * @return what came out; the model folder is written unless the run was asked to stop
   */
  public TrainingResult run(FaceScore score, Observer observer) {
    StageRecipe stage = recipe.stage();
    long parameters = stage.network().parameters(data.scheme().count());
    folder.prepare(4 * parameters * (2 + stage.optimiser().states().size()));
    Provenance provenance = Provenance.of(recipeName, data, device);
    folder.writeProvenance(provenance);
    folder.writeRecipe(recipe);
    TrainingResult result = stage(stage, new BoxCrop(recipe.box()), score, observer);
    if (result.finished()) {
      ModelFile.write(folder.model(), description(stage, provenance), result.weights());
    }
    return result;
  }

  private TrainingResult stage(
      StageRecipe stage, CropPlan plan, FaceScore score, Observer observer) {
    int size = stage.network().inputSize();
    CropStore crops =
        CropStore.inMemory(
            data.faces(),
            plan,
            new CropSize(size, stage.augmentation().context()),
            Runtime.getRuntime().availableProcessors(),
            observer.decoding(data.faces().size()));
    List<Annotation> faces = data.faces();
    Trainer.Faces source =
        new Trainer.Faces(
            new CropDrawer(crops, stage.augmentation(), data.scheme()),
            IntStream.range(0, faces.size()).boxed().toList(),
            MeanInput.of(faces, plan, size),
            i -> faces.get(i).id());
    Trainer.Place place =
        new Trainer.Place(
            Devices.of(device).get(0),
            loaders,
            folder.metrics(),
            folder.checkpoint("last"),
            folder.checkpoint("best"));
    Optional<Examination> examination =
        data.validation().isEmpty()
            ? Optional.empty()
            : Optional.of(new ValidationFaces(data.validation(), plan, size, score));
    BooleanSupplier stop = observer::stopAsked;
    return new Trainer(recipe, stage, source, place, examination, observer.stage(1), stop).train();
  }

  private ModelDescription description(StageRecipe stage, Provenance provenance) {
    return new ModelDescription(
        stage.network(),
        data.scheme(),
        recipe.box(),
        stage.loss().toString(),
        provenance.entries());
  }
}
