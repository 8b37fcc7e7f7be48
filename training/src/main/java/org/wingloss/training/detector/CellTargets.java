package org.wingloss.training.detector;

import java.util.Arrays;
import org.wingloss.data.batch.Batch;
import org.wingloss.model.network.DetectionNetwork;

/**
 * What a {@link DetectionNetwork} should give for a batch of scenes, cell by cell.
 *
 * <p>Cells near the middle of a face of the network's sizes are positive and learn its box. The
 * other cells on such a face, and all on a face that is a little too large or too small, are passed
 * over: a neighbouring scale finds them. All others are negative, those on still larger faces too.
 */
final class CellTargets {
  /** Cells within this share of a face's size about its middle are positive, one at least. */
  private static final double MIDDLE = 0.2;

  /** Cells within this share of its box are not negative. */
  private static final double FACE = 0.8;

  /** Above the largest face by more than this factor the network is to see none. */
  private static final double TOO_LARGE = 1.4;

  private final int side;
  private final int cells;

  /** 1 on positive cells, else 0: N · cells. */
  private final float[] faces;

  /** 0 on cells that are passed over, else 1: N · cells. */
  private final float[] counted;

  /** Box numbers, 0 where there is no face: N · 4 · cells. */
  private final float[] boxes;

  /**
   * Finds the targets.
   *
   * @param batch scenes; their landmarks are corners of boxes, two by two
   */
  CellTargets(Batch batch) {
    this.side = batch.inputSize() / DetectionNetwork.STRIDE;
    this.cells = side * side;
    this.faces = new float[batch.size() * cells];
    this.counted = new float[batch.size() * cells];
    this.boxes = new float[4 * batch.size() * cells];
    Arrays.fill(counted, 1);
    int corners = batch.landmarks();
    for (int n = 0; n < batch.size(); n++) {
      for (int i = 0; i < corners; i += 2) {
        if (batch.visible()[n * corners + i] > 0) {
          int x = 2 * n * corners + i;
          int y = x + corners;
          float[] t = batch.targets();
          mark(n, new double[] {t[x], t[y], t[x + 1], t[y + 1]});
        }
      }
    }
  }

  private void mark(int n, double[] edges) {
    double x = (edges[0] + edges[2]) / 2;
    double y = (edges[1] + edges[3]) / 2;
    double w = edges[2] - edges[0];
    double h = edges[3] - edges[1];
    double size = Math.sqrt(w * h);
    if (size > TOO_LARGE * DetectionNetwork.MOST_FACE) {
      return;
    }
    boolean wanted = size >= DetectionNetwork.LEAST_FACE && size <= DetectionNetwork.MOST_FACE;
    double reach = Math.max(MIDDLE * size, 0.6 * DetectionNetwork.STRIDE);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double dx = x - centre(column);
        double dy = y - centre(row);
        int at = n * cells + row * side + column;
        if (wanted && Math.abs(dx) <= reach && Math.abs(dy) <= reach) {
          faces[at] = 1;
          counted[at] = 1;
          int box = 4 * n * cells + row * side + column;
          boxes[box] = (float) (dx / DetectionNetwork.UNIT);
          boxes[box + cells] = (float) (dy / DetectionNetwork.UNIT);
          boxes[box + 2 * cells] = (float) Math.log(w / DetectionNetwork.UNIT);
          boxes[box + 3 * cells] = (float) Math.log(h / DetectionNetwork.UNIT);
        } else if (faces[at] == 0
            && Math.abs(dx) <= Math.max(FACE * w / 2, reach)
            && Math.abs(dy) <= Math.max(FACE * h / 2, reach)) {
          counted[at] = 0;
        }
      }
    }
  }

  /** The middle of a cell; pixel centres are on integers. */
  private static double centre(int cell) {
    return (cell + 0.5) * DetectionNetwork.STRIDE - 0.5;
  }

  int side() {
    return side;
  }

  float[] faces() {
    return faces;
  }

  float[] counted() {
    return counted;
  }

  float[] boxes() {
    return boxes;
  }
}
