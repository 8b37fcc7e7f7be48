package org.wingloss.data.geometry;

import org.wingloss.data.InvalidDataException;

/**
 * How far a face box may reach beyond its picture. A face that the border cuts has a box that
 * reaches outside, and its border pixels repeat there; but a box that is many times the picture
 * away is a slip, or made to cost time.
 *
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 */
public record PictureBounds(int width, int height) {
  /** How many times the picture's longer side a box may reach beyond it. */
  public static final int FARTHEST = 10;

  /** Whether a point lies no farther out than a box may reach. */
  public boolean holds(double x, double y) {
    double far = FARTHEST * (double) Math.max(width, height);
    return x >= -far && x <= width + far && y >= -far && y <= height + far;
  }

  /**
   * Refuses a face box that reaches farther out.
   *
   * @param where names the picture
   * @throws InvalidDataException if it does
   */
  public void require(Box box, String where) {
    if (!holds(box.left(), box.top()) || !holds(box.right(), box.bottom())) {
      throw new InvalidDataException(
          "%s: the face box %s,%s,%s,%s %s"
              .formatted(where, box.left(), box.top(), box.right(), box.bottom(), problem()));
    }
  }

  /**
   * Refuses a face box that shows nothing of the picture. It may reach outside, where the border
   * repeats, but not lie there: that is a slip.
   *
   * @param where names the picture
   * @throws InvalidDataException if it lies there
   */
  public void requireShown(Box box, String where) {
    if (box.right() < 0 || box.bottom() < 0 || box.left() > width - 1 || box.top() > height - 1) {
      throw new InvalidDataException(
          "%s: the face box %s,%s,%s,%s lies outside the picture of %d x %d pixels"
              .formatted(where, box.left(), box.top(), box.right(), box.bottom(), width, height));
    }
  }

  /** What is wrong with something that reaches farther out, as the end of a sentence. */
  public String problem() {
    return "reaches more than %d times the longer side of the picture of %d x %d pixels beyond it"
        .formatted(FARTHEST, width, height);
  }
}
