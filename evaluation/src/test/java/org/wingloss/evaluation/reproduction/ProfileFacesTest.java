package org.wingloss.evaluation.reproduction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;

class ProfileFacesTest {
  @Test
  void of_poseSubsets_takesThem() {
    Scores scores =
        Cells.scores(
            Cells.all(4, 1),
            i -> Set.of(List.of("left-profile", "left", "right-profile").get(i % 3)));
    ProfileFaces faces = ProfileFaces.of(scores).orElseThrow();
    double[] values = {1, 2, 3, Double.NaN};
    assertArrayEquals(new double[] {1, 3}, faces.profile(values));
    assertArrayEquals(new double[] {2}, faces.others(values));
    assertEquals("the faces of left-profile and right-profile", faces.description());
  }

  /** Nose off the middle of eyes and mouth by 0, 0.2, −0.9, 0.4, 0.8, −0.1 of their half width. */
  @Test
  void of_noSubsets_takesTheThirdWithTheLargestTurn() {
    LandmarkScheme scheme = LandmarkScheme.of("mtfl-5");
    double[] turns = {0, 0.2, -0.9, 0.4, 0.8, -0.1};
    List<Face> truth = new ArrayList<>();
    Map<String, Landmarks> predictions = new HashMap<>();
    for (int i = 0; i < turns.length; i++) {
      Landmarks shape = Landmarks.of(40, 60, 50 + 10 * turns[i], 40, 60, 40, 40, 50, 60, 60);
      truth.add(Face.of("face" + i, shape));
      predictions.put("face" + i, shape);
    }
    Scores scores = Scores.of(scheme, truth, predictions, List.of(Normaliser.of("inter-pupil")));
    ProfileFaces faces = ProfileFaces.of(scores).orElseThrow();
    double[] values = {0, 1, 2, 3, 4, 5};
    assertArrayEquals(new double[] {2, 4}, faces.profile(values));
    assertArrayEquals(new double[] {0, 1, 3, 5}, faces.others(values));
    assertTrue(faces.description().contains("0.80"), faces.description());
  }
}
