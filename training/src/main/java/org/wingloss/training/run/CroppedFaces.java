package org.wingloss.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.batch.DrawSequence;
import org.wingloss.data.batch.EpochPermutation;
import org.wingloss.data.batch.Seeds;
import org.wingloss.data.crop.AlignedCrop;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.shape.Procrustes;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.inference.NetworkCrop;
import org.wingloss.training.loop.Trainer;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.SecondStage;
import org.wingloss.training.recipe.StageRecipe;

/**
 * Faces whose crops are all cut when the first is drawn.
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
    int[] epoch = order.stream().mapToInt(Integer::intValue).toArray();
    Supplier<DrawSequence> draws =
        new Supplier<>() {
          private CropDrawer drawer;

          /** A stage that is over asks for no draws: nothing is cut for it. */
          @Override
          public DrawSequence get() {
            if (drawer == null) {
              drawer = new CropDrawer(cut(stage, cutting), stage.augmentation(), data.scheme());
            }
            return new EpochPermutation(drawer, epoch, seed);
          }
        };
    return new Trainer.Faces(
        draws, plan.meanShape(faces, stage.network().inputSize()), i -> faces.get(i).id());
  }

  private CropStore cut(StageRecipe stage, Cutting cutting) {
    CropStore crops =
        CropStore.fitting(
            faces,
            plan,
            stage.cropSize(),
            new CropStore.Room(Runtime.getRuntime().maxMemory() / 2, cutting.cache()),
            new CropStore.Cutting(
                cutting.pictures(),
                Runtime.getRuntime().availableProcessors(),
                cutting.decoding().apply(faces.size())));
    cutting.done().run();
    return crops;
  }

  @Override
  public Second second(Recipe recipe, ForwardPass network, PictureSource pictures) {
    SecondStage next = recipe.second().orElseThrow();
    StageRecipe stage = recipe.stage();
    BoxCrop boxes = new BoxCrop(recipe.box());
    Landmarks meanShape = boxes.meanShape(data.faces(), stage.network().inputSize());
    Alignment alignment = new Alignment(next.alignment(), meanShape, next.margin());
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
            ? rough(all, recipe, network, pictures)
            : all.stream().map(face -> filled(face.landmarks(), meanShape)).toList();
    List<Optional<Landmarks>> found =
        placing(
            data.validation(),
            validation.map(held -> held.landmarks(network)).orElse(List.of()),
            boxes,
            alignment);
    return new Second(
        alignment,
        new CroppedFaces(
            data,
            all,
            secondCrops(all, placing(all, rough, boxes, alignment), boxes, alignment, size),
            epoch,
            validation(
                    data,
                    secondCrops(data.validation(), found, boxes, alignment, size),
                    size,
                    pictures)
                .map(
                    held ->
                        held.with(
                            new ValidationFaces.Stages(alignment, next.prediction(), found)))));
  }

  /** What the first stage finds in faces to train on. */
  private List<Landmarks> rough(
      List<Face> all, Recipe recipe, ForwardPass network, PictureSource pictures) {
    FacesByPicture byPicture = FacesByPicture.of(all);
    return byPicture.inOrderOfFaces(
        network.landmarks(
            data.scheme(),
            byPicture.crops(pictures, (i, image) -> augmented(i, all.get(i), recipe, image))));
  }

  /**
   * Annotated landmarks with their gaps filled, so that they place a crop as the first stage's do,
   * which have none: a missing one lies where the mean shape has it. Unchanged where too few are
   * known to place the mean shape.
   */
  private static Landmarks filled(Landmarks known, Landmarks meanShape) {
    if (known.isComplete()) {
      return known;
    }
    Landmarks placed;
    try {
      placed = meanShape.map(Procrustes.similarity(meanShape, known));
    } catch (IllegalArgumentException e) {
      return known;
    }
    double[] vector = placed.vector();
    for (int i = 0; i < known.count(); i++) {
      if (known.isPresent(i)) {
        vector[i] = known.x(i);
        vector[known.count() + i] = known.y(i);
      }
    }
    return Landmarks.of(vector);
  }

  /**
   * A face as the first stage sees it in training: what it predicts there is what the second stage
   * will have to start from (the author's scheme a; A). A face that is listed twice is augmented
   * differently each time.
   */
  private static NetworkCrop augmented(int i, Face face, Recipe recipe, RgbImage image) {
    int size = recipe.stage().network().inputSize();
    Augmentations augmentation = recipe.stage().augmentation();
    SplittableRandom random = Seeds.random(recipe.seed(), 0, i);
    AffineMap map =
        augmentation
            .map(size, random)
            .after(new BoxCrop(recipe.box()).networkFromImage(i, face, size));
    float[] pixels = new float[3 * size * size];
    Warp.toFloats(image, map, size, pixels, 0);
    augmentation.apply(pixels, size, random, new float[pixels.length]);
    return new NetworkCrop(map, pixels);
  }

  /**
   * The rough landmarks that can place a crop; absent for a face where they cannot, or have gaps.
   *
   * @param rough one per face, image pixels
   */
  private List<Optional<Landmarks>> placing(
      List<Face> cut, List<Landmarks> rough, BoxCrop boxes, Alignment alignment) {
    return IntStream.range(0, cut.size())
        .mapToObj(
            i ->
                placing(alignment, rough.get(i), boxes.protocol().cropBox(cut.get(i)))
                    ? Optional.of(rough.get(i))
                    : Optional.<Landmarks>empty())
        .toList();
  }

  private boolean placing(Alignment alignment, Landmarks rough, Box crop) {
    return rough.isComplete() && alignment.problem(data.scheme(), rough, crop).isEmpty();
  }

  /**
   * Where the second stage cuts: as the localiser will, along the alignment of rough landmarks, or
   * along the face box where there are none.
   */
  private CropPlan secondCrops(
      List<Face> cut,
      List<Optional<Landmarks>> placing,
      BoxCrop boxes,
      Alignment alignment,
      int size) {
    return new AlignedCrop(
        IntStream.range(0, cut.size())
            .mapToObj(
                i ->
                    placing
                        .get(i)
                        .map(found -> alignment.align(data.scheme(), found, size).map())
                        .orElseGet(() -> boxes.networkFromImage(i, cut.get(i), size)))
            .toList(),
        size);
  }
}
