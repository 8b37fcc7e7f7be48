package org.wingloss.model.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * Test-time augmentation (TTA): the views of one face whose predictions are averaged. It needs no
 * training and is usually a little better than a single prediction.
 */
public enum TestTimeAugmentation {
  /** The crop as it is. */
  NONE,
  /**
   * Ten views: every network's crop where it is and shifted by {@value #SHIFT} of its side left,
   * right, up and down, and each of these five flipped too.
   */
  SHIFT_AND_FLIP;

  /** Shift of the crop as a share of its side. */
  public static final double SHIFT = 0.03;

  private static final int[][] SHIFTS = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  /** What an option that asks for it, or does not, means. */
  public static TestTimeAugmentation of(boolean wanted) {
    return wanted ? SHIFT_AND_FLIP : NONE;
  }

  /** The views of a face that is itself neither shifted nor flipped. */
  List<FaceInput> views(FaceInput face) {
    if (this == NONE) {
      return List.of(face);
    }
    List<FaceInput> views = new ArrayList<>();
    for (int[] shift : SHIFTS) {
      double right = SHIFT * shift[0];
      double down = SHIFT * shift[1];
      views.add(new FaceInput(face.image(), face.box(), right, down, false));
      views.add(new FaceInput(face.image(), face.box(), right, down, true));
    }
    return views;
  }
}
