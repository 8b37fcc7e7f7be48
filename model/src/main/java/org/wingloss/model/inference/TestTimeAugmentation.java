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
   * Two views: the crop shifted by {@value #SHIFT} of its side to the left and up, and to the right
   * and down and flipped. Twice the work for most of what ten views bring.
   */
  PAIR,
  /**
   * Ten views: every network's crop where it is and shifted by {@value #SHIFT} of its side left,
   * right, up and down, and each of these five flipped too.
   */
  SHIFT_AND_FLIP;

  /** Shift of the crop as a share of its side. */
  public static final double SHIFT = 0.03;

  private static final int[][] SHIFTS = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  /**
   * What an option that asks for it, or does not, means.
   *
   * @param builtIn whether the model is the built-in one, which averages two views by itself
   */
  public static TestTimeAugmentation of(boolean wanted, boolean builtIn) {
    return wanted ? SHIFT_AND_FLIP : builtIn ? PAIR : NONE;
  }

  /** The views of a face that is itself neither shifted nor flipped. */
  List<FaceInput> views(FaceInput face) {
    return switch (this) {
      case NONE -> List.of(face);
      case PAIR -> List.of(view(face, -1, -1, false), view(face, 1, 1, true));
      case SHIFT_AND_FLIP -> {
        List<FaceInput> views = new ArrayList<>();
        for (int[] shift : SHIFTS) {
          views.add(view(face, shift[0], shift[1], false));
          views.add(view(face, shift[0], shift[1], true));
        }
        yield views;
      }
    };
  }

  private static FaceInput view(FaceInput face, int right, int down, boolean flipped) {
    return new FaceInput(face.image(), face.box(), SHIFT * right, SHIFT * down, flipped);
  }
}
