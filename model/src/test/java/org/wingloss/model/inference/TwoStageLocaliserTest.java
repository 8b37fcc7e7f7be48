package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.file.Models;

class TwoStageLocaliserTest extends LocaliserModels {
  @Test
  void localise_twoStages_seeTheAlignedCrop() {
    try (Localiser localiser = Localiser.open(two);
        Localiser rough = Localiser.open(one)) {
      RgbImage image = noise(120, 90, 6);
      Box box = new Box(20, 15, 80, 75);
      Localisation answer = localiser.localise(image, box);
      assertTrue(answer.fallback().isEmpty(), answer.toString());
      Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, SHAPE, 0.2);
      assertEquals(
          alignment.align(Models.FIVE, rough.localise(image, box).landmarks(), 64), answer.chain());
    }
  }

  @Test
  void localise_meanOfStages_isHalfWayBetweenBoth() {
    try (Localiser localiser = Localiser.open(mean);
        Localiser rough = Localiser.open(one);
        Localiser refined = Localiser.open(two)) {
      for (FaceInput face : faces(9)) {
        Localisation answer = localiser.localise(List.of(face)).get(0);
        Landmarks first = rough.localise(List.of(face)).get(0).landmarks();
        Localisation second = refined.localise(List.of(face)).get(0);
        assertTrue(second.fallback().isEmpty(), second.toString());
        assertEquals(second.chain(), answer.chain());
        for (int i = 0; i < 5; i++) {
          assertNotEquals(first.x(i), second.landmarks().x(i), 1e-3);
          assertEquals((first.x(i) + second.landmarks().x(i)) / 2, answer.landmarks().x(i), 1e-9);
          assertEquals((first.y(i) + second.landmarks().y(i)) / 2, answer.landmarks().y(i), 1e-9);
        }
      }
    }
  }

  /** Else aligning would undo the shift, and all shifted questions would be one. */
  @Test
  void localise_shiftedQuestion_shiftsTheCropOfEachStage() {
    try (Localiser localiser = Localiser.open(two);
        Localiser rough = Localiser.open(one)) {
      RgbImage image = noise(120, 90, 6);
      Box box = new Box(20, 15, 80, 75);
      Localisation answer =
          localiser.localise(List.of(new FaceInput(image, box, 0.05, -0.1, false))).get(0);
      Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, SHAPE, 0.2);
      Landmarks first = rough.localise(image, box.moved(0.05 * 60, -0.1 * 60)).landmarks();
      assertEquals(
          alignment
              .align(Models.FIVE, first, 64)
              .then("shifted", AffineMap.translation(-0.05 * 64, 0.1 * 64)),
          answer.chain());
    }
  }

  @Test
  void localise_firstStageFails_fallsBackToTheBoxAndSaysSo() {
    try (Localiser localiser = Localiser.open(lost)) {
      Box box = new Box(20, 15, 80, 75);
      Localisation answer = localiser.localise(noise(120, 90, 6), box);
      assertTrue(answer.fallback().orElse("").contains("collapsed"), answer.toString());
      assertEquals(AffineMap.boxToSquare(TWO.box().cropBox(box), 64), answer.chain().map());
      Landmarks seen = answer.landmarks().map(answer.chain().map());
      assertTrue(seen.bounds().width() > 8, "the collapsed landmarks are no part of the answer");
    }
  }
}
