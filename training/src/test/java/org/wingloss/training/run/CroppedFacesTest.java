package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/** Where the faces of a second stage are cut that learns from crops by annotation. */
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

  private static CropPlan secondStage(Recipe recipe, List<Face> faces) {
    TrainingData data = new TrainingData("synthetic", SCHEME, faces, 0, List.of(), List.of());
    StageFaces first = StageFaces.first(data, recipe, NO_PICTURE);
    return ((CroppedFaces) first.second(recipe, NO_NETWORK, NO_PICTURE).faces()).plan();
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
