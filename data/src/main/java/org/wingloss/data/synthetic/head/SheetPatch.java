package org.wingloss.data.synthetic.head;

import java.util.ArrayList;
import java.util.List;

/** A rectangular grid of places on the skin, which follows every head: where beards grow. */
public final class SheetPatch {
  /** Chooses the places. */
  @FunctionalInterface
  public interface Places {
    /** {@code {u, v}} on the unrolled face, millimetres. */
    double[] at(int column, int row);
  }

  private final List<Anchor> anchors = new ArrayList<>();

  /**
   * A patch, row by row. A place where the skin has a hole is that of the row above.
   *
   * @throws IllegalArgumentException if a place of the first row lies beside the skin
   */
  public SheetPatch(int columns, int rows, Places places) {
    for (int i = 0; i < columns * rows; i++) {
      double[] uv = places.at(i % columns, i / columns);
      Anchor anchor = Anchor.onSheet(uv[0], uv[1]);
      if (anchor == null && i < columns) {
        throw new IllegalArgumentException(
            "there is no skin at u = %s, v = %s".formatted(uv[0], uv[1]));
      }
      anchors.add(anchor == null ? anchors.get(i - columns) : anchor);
    }
  }

  /** Writes the places on a head, millimetres, from the first element on. */
  public void place(HeadShape head, float[] x, float[] y, float[] z) {
    for (int i = 0; i < anchors.size(); i++) {
      Anchor a = anchors.get(i);
      x[i] = a.of(head.x());
      y[i] = a.of(head.y());
      z[i] = a.of(head.z());
    }
  }
}
