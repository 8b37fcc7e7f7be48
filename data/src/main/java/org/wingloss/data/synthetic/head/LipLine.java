package org.wingloss.data.synthetic.head;

import java.util.stream.IntStream;
import org.wingloss.data.synthetic.render.Part;

/**
 * Where the grid of a {@link FrontalHead} is cut between the lips: the row of nodes next to the
 * line of the closed mouth is moved onto it, and between the corners of the mouth every node of it
 * stands twice, above for the upper lip and below for the lower one.
 */
final class LipLine {
  private static final String CURVE = "upper-lip-inner";

  private final int side;
  private final int row;
  private final int firstColumn;
  private final int lastColumn;
  private final float[] lineX;
  private final float[] lineY;

  /**
   * A cut.
   *
   * @param resting the head whose lips are closed
   * @param side nodes per side of the grid, row by row
   * @param left x of its first column
   * @param top y of its first row
   * @param spacing between its nodes
   */
  LipLine(HeadShape resting, int side, double left, double top, double spacing) {
    this.side = side;
    int[] vertices = HeadTemplate.get().curve(CURVE).vertices();
    lineX = new float[vertices.length];
    lineY = new float[vertices.length];
    double sum = 0;
    for (int i = 0; i < vertices.length; i++) {
      lineX[i] = resting.x()[vertices[i]];
      lineY[i] = resting.y()[vertices[i]];
      sum += lineY[i];
    }
    row = (int) Math.round((sum / vertices.length - top) / spacing);
    firstColumn = (int) Math.round((lineX[0] - left) / spacing);
    lastColumn = (int) Math.round((lineX[vertices.length - 1] - left) / spacing);
  }

  /** Nodes of the cut grid: those of the lower lip come after all others. */
  int nodes() {
    return side * side + lastColumn - firstColumn - 1;
  }

  /** The lower lip's node at a column; at the corners of the mouth both lips share one. */
  private int lower(int column) {
    return column > firstColumn && column < lastColumn
        ? side * side + column - firstColumn - 1
        : row * side + column;
  }

  /** The triangles of the whole grid, those below the line with the nodes of the lower lip. */
  int[] cut(int[] triangles) {
    int[] out = triangles.clone();
    for (int t = 0; t < out.length; t += 3) {
      boolean below = false;
      for (int k = 0; k < 3; k++) {
        below |= out[t + k] / side > row;
      }
      for (int k = 0; k < 3 && below; k++) {
        if (out[t + k] / side == row) {
          out[t + k] = lower(out[t + k] % side);
        }
      }
    }
    return out;
  }

  /** Triangles from the upper lip to the lower one. */
  int[] between() {
    return IntStream.range(firstColumn, lastColumn)
        .flatMap(
            c -> {
              int upper = row * side + c;
              return IntStream.of(upper, upper + 1, lower(c), upper + 1, lower(c + 1), lower(c));
            })
        .toArray();
  }

  /** Moves the nodes of the row onto the line and adds those of the lower lip. */
  void place(float[] x, float[] y, float[] z) {
    for (int c = firstColumn; c <= lastColumn; c++) {
      int upper = row * side + c;
      if (c == firstColumn) {
        x[upper] = lineX[0];
      } else if (c == lastColumn) {
        x[upper] = lineX[lineX.length - 1];
      }
      y[upper] = at(x[upper]);
      int lower = lower(c);
      x[lower] = x[upper];
      y[lower] = y[upper];
      z[lower] = z[upper];
    }
  }

  /** The line's y; beyond the corners of the mouth that of the nearer corner. */
  private float at(float x) {
    int i = 1;
    while (i < lineX.length - 1 && lineX[i] < x) {
      i++;
    }
    float share = Math.max(0, Math.min(1, (x - lineX[i - 1]) / (lineX[i] - lineX[i - 1])));
    return lineY[i - 1] + share * (lineY[i] - lineY[i - 1]);
  }

  /**
   * Where a node of the resting head lies on the neutral one, whose mouth is a little open: the
   * modes are defined there.
   */
  double neutralY(int node, float x, float y, float z) {
    boolean below = node >= side * side || (node / side > row && y > at(x));
    if (!below) {
      return y;
    }
    ShapeMode close = ExpressionModes.ALL.get(ExpressionModes.CLOSE_MOUTH);
    // From below the gap: the first step lies below the line in any case.
    double neutral = y + 6;
    for (int i = 0; i < 12; i++) {
      double[] moved = new double[3];
      close.field().at(new HeadVertex(x, neutral, z, Part.SKIN, 0, 0, 0), moved);
      neutral += 0.7 * (y - moved[1] - neutral);
    }
    return neutral;
  }
}
