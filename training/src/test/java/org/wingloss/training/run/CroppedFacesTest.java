package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.balance.PoseBalancing;
import org.wingloss.data.balance.PoseBalancingSettings;
import org.wingloss.data.crop.AlignedCrop;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/**
 * How often faces are drawn, and where those of a second stage are cut that learns from crops by
 * annotation.
 */
class CroppedFacesTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");

  /** Much more margin than a box has. */
  private static final Recipe RECIPE = recipe("second-stage.margin=0.5");

  private static final int SIZE = RECIPE.second().orElseThrow().stage().network().inputSize();

  private static final PictureSource NO_PICTURE =
      file -> {
        throw new AssertionError(file + " is read");
      };

  private static final ForwardPass NO_NETWORK =
      new ForwardPass() {
        @Override
        public int largestBatch() {
          return 1;
        }

        @Override
        public double flipOffset() {
          return 0;
        }

        @Override
        public float[][] forward(List<float[]> crops) {
          throw new AssertionError("the first stage is run");
        }
      };

  private static Recipe recipe(String... changes) {
    List<String> all = new ArrayList<>(List.of("balance=none"));
    all.addAll(List.of(changes));
    return RecipeFile.read("smoke-cnn67-wing-pdb", all);
  }

  private static List<Face> faces() {
    SyntheticFaces faces = new SyntheticFaces(1);
    return IntStream.range(0, 20)
        .mapToObj(i -> Face.of(i + ".png", faces.face(i, 96).landmarks(SCHEME)))
        .toList();
  }

  private static Face without(Face face, int... missing) {
    Visibility[] states = face.landmarks().states();
    for (int i : missing) {
      states[i] = Visibility.MISSING;
    }
    return face.withLandmarks(Landmarks.of(face.landmarks().vector(), states));
  }

  private static TrainingData data(List<Face> faces, int labelled) {
    return new TrainingData("synthetic", SCHEME, faces, labelled, List.of(), List.of());
  }

  private static CropPlan secondStage(Recipe recipe, List<Face> faces) {
    return secondStage(recipe, faces, NO_NETWORK, NO_PICTURE);
  }

  private static CropPlan secondStage(
      Recipe recipe, List<Face> faces, ForwardPass network, PictureSource pictures) {
    StageFaces first = StageFaces.first(data(faces, 0), recipe, pictures);
    return ((CroppedFaces) first.second(recipe, network, pictures).faces()).plan();
  }

  /** Finds a shape in every crop, the further to the right the brighter the crop is. */
  private static ForwardPass byBrightness(Landmarks shape) {
    return new ForwardPass() {
      @Override
      public int largestBatch() {
        return 7;
      }

      @Override
      public double flipOffset() {
        return 0;
      }

      @Override
      public float[][] forward(List<float[]> crops) {
        return crops.stream().map(this::found).toArray(float[][]::new);
      }

      private float[] found(float[] crop) {
        float sum = 0;
        for (float value : crop) {
          sum += value;
        }
        double[] vector = shape.vector();
        float[] found = new float[vector.length];
        for (int i = 0; i < found.length; i++) {
          found[i] = (float) vector[i] + (i < shape.count() ? 10 * sum / crop.length : 0);
        }
        return found;
      }
    };
  }

  private static List<Face> on(IntFunction<String> pictures) {
    List<Face> faces = faces();
    return IntStream.range(0, faces.size())
        .mapToObj(i -> faces.get(i).withImage(Path.of(pictures.apply(i))))
        .toList();
  }

  /** Twenty faces on two pictures, or with copies of these pictures of their own. */
  @Test
  void second_threeCopiesByTheFirstStage_readsEveryPictureOnceAndFindsTheSame() {
    Recipe recipe = recipe("second-stage.crops=first-stage(copies=3)");
    SyntheticFaces faces = new SyntheticFaces(1);
    List<RgbImage> two = List.of(faces.face(0, 96).image(), faces.face(1, 96).image());
    Map<Path, Integer> reads = new ConcurrentHashMap<>();
    PictureSource counted =
        file -> {
          reads.merge(file, 1, Integer::sum);
          return two.get(file.toString().charAt(0) - '0');
        };
    List<Face> shared = on(i -> i % 2 + ".png");
    Face any = shared.get(0);
    int size = recipe.stage().network().inputSize();
    ForwardPass network =
        byBrightness(any.landmarks().map(new BoxCrop(recipe.box()).networkFromImage(0, any, size)));
    CropPlan found = secondStage(recipe, shared, network, counted);
    assertEquals(Map.of(Path.of("0.png"), 1, Path.of("1.png"), 1), reads);

    List<Face> own = on(i -> i % 2 + "-" + i + ".png");
    assertEquals(secondStage(recipe, own, network, counted), found);
    assertEquals(60, new HashSet<>(((AlignedCrop) found).networkFromImage()).size());
  }

  /** Fifteen pseudo-labelled faces of twenty: each of the other five is drawn three times. */
  @ParameterizedTest
  @ValueSource(ints = {0, 15})
  void order_balancedRecipe_isTheBalancedListOfTheDrawsInBothStages(int labelled) {
    TrainingData data = data(faces(), labelled);
    List<Integer> draws = data.draws();
    List<Landmarks> shapes = draws.stream().map(i -> data.faces().get(i).landmarks()).toList();
    int[] balanced = PoseBalancing.balance(shapes, PoseBalancingSettings.standard(9)).indices();
    List<Integer> expected = IntStream.of(balanced).mapToObj(draws::get).toList();
    assertNotEquals(draws, expected);
    Recipe recipe = recipe("balance=pose(bins=9)");
    StageFaces first = StageFaces.first(data, recipe, NO_PICTURE);
    assertEquals(expected, ((CroppedFaces) first).order());
    StageFaces second = first.second(recipe, NO_NETWORK, NO_PICTURE).faces();
    assertEquals(expected, ((CroppedFaces) second).order());
  }

  /** One of the eyes or the mouth, so that the boxes around the landmarks stay. */
  @Test
  void second_oneLandmarkMissingPerFace_cutsAsWithWholeFaces() {
    List<Face> whole = faces();
    List<Face> gaps =
        IntStream.range(0, whole.size()).mapToObj(i -> without(whole.get(i), 36 + i)).toList();
    CropPlan expected = secondStage(RECIPE, whole);
    CropPlan found = secondStage(RECIPE, gaps);
    CropPlan boxes = new BoxCrop(RECIPE.box());
    int aligned = 0;
    for (int i = 0; i < whole.size(); i++) {
      Landmarks placed = inCrop(expected, i, whole);
      double away = TrainingRunTest.distance(placed, inCrop(found, i, whole));
      assertEquals(0, away, 0.01 * SIZE, "face " + i);
      double fromBox = TrainingRunTest.distance(placed, inCrop(boxes, i, whole));
      aligned += fromBox > 0.05 * SIZE ? 1 : 0;
    }
    assertTrue(aligned > whole.size() / 2, aligned + " faces are aligned");
  }

  private static Landmarks inCrop(CropPlan plan, int i, List<Face> faces) {
    return faces.get(i).landmarks().map(plan.networkFromImage(i, faces.get(i), SIZE));
  }

  @Test
  void second_oneLandmarkLeft_cutsAlongTheBox() {
    List<Face> boxed = new ArrayList<>();
    faces().forEach(face -> boxed.add(face.withBox(face.landmarks().bounds())));
    boxed.set(0, without(boxed.get(0), IntStream.range(1, 68).toArray()));
    Recipe recipe = recipe("second-stage.margin=0.5", "box=dataset(enlarge=1.2)");
    assertEquals(
        new BoxCrop(recipe.box()).networkFromImage(0, boxed.get(0), SIZE),
        secondStage(recipe, boxed).networkFromImage(0, boxed.get(0), SIZE));
  }
}
