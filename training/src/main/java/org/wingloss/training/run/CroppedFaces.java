package org.wingloss.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.batch.EpochPermutation;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.training.loop.FrozenNetwork;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.SecondStage;
import org.wingloss.training.recipe.StageRecipe;

/**
 * Faces whose crops are all cut before the first step.
 *
 * @param data the training set
 * @param faces to train on; in a second stage some more than once
 * @param plan where they are cut
 * @param order the faces of an epoch, by place
 * @param validation those that are held out
 */
record CroppedFaces(
    TrainingData data,
    List<Face> faces,
    CropPlan plan,
    List<Integer> order,
    Optional<ValidationFaces> validation)
    implements StageFaces {
  static CroppedFaces first(TrainingData data, Recipe recipe, PictureSource pictures) {
    BoxCrop boxes = new BoxCrop(recipe.box());
    List<Integer> draws = data.draws();
    List<Landmarks> shapes = draws.stream().map(i -> data.faces().get(i).landmarks()).toList();
    return new CroppedFaces(
        data,
        data.faces(),
        boxes,
        recipe.balance().order(shapes).stream().map(draws::get).toList(),
        validation(data, boxes, recipe.stage().network().inputSize(), pictures));
  }

  private static Optional<ValidationFaces> validation(
      TrainingData data, CropPlan plan, int size, PictureSource pictures) {
    return data.validation().isEmpty()
        ? Optional.empty()
        : Optional.of(ValidationFaces.of(data.validation(), data.scheme(), plan, size, pictures));
  }

  @Override
  public Trainer.Faces open(StageRecipe stage, long seed, Cutting cutting) {
    int size = stage.network().inputSize();
    CropStore crops =
        CropStore.fitting(
            faces,
            plan,
            new CropSize(size, stage.augmentation().context()),
            new CropStore.Room(Runtime.getRuntime().maxMemory() / 2, cutting.cache()),
            new CropStore.Cutting(
                cutting.pictures(),
                Runtime.getRuntime().availableProcessors(),
                cutting.decoding().apply(faces.size())));
    int[] epoch = order.stream().mapToInt(Integer::intValue).toArray();
    LandmarkScheme scheme = data.scheme();
    return new Trainer.Faces(
        new EpochPermutation(new CropDrawer(crops, stage.augmentation(), scheme), epoch, seed),
        plan.meanShape(faces, size),
        i -> faces.get(i).id());
  }

  @Override
  public Second second(Recipe recipe, FrozenNetwork network, PictureSource pictures) {
    SecondStage next = recipe.second().orElseThrow();
    StageRecipe stage = recipe.stage();
    BoxCrop boxes = new BoxCrop(recipe.box());
    Landmarks meanShape = boxes.meanShape(data.faces(), stage.network().inputSize());
    Alignment alignment = new Alignment(next.alignment(), meanShape, next.margin());
    SecondCrops crops = new SecondCrops(alignment, data.scheme(), boxes);
    int size = next.stage().network().inputSize();
    List<Face> all = new ArrayList<>();
    List<Integer> epoch = new ArrayList<>();
    for (int copy = 0; copy < next.crops().copies(); copy++) {
      int offset = all.size();
      all.addAll(data.faces());
      order.forEach(i -> epoch.add(offset + i));
    }
    List<Landmarks> rough =
        next.crops().runsFirstStage()
            ? new RoughLandmarks(
                    boxes, stage.network().inputSize(), stage.augmentation(), recipe.seed())
                .of(network, all, data.scheme(), pictures)
            : all.stream().map(Face::landmarks).toList();
    List<Landmarks> found = validation.map(held -> held.landmarks(network)).orElse(List.of());
    return new Second(
        alignment,
        new CroppedFaces(
            data,
            all,
            crops.plan(all, rough, size),
            epoch,
            validation(data, crops.plan(data.validation(), found, size), size, pictures)));
  }
}
