package org.wingloss.data.synthetic.head;

import java.util.List;
import org.wingloss.data.face.Landmarks;

/**
 * Yaw from 68 landmarks: the affine map that carries the neutral head's brows, nose, eyes and mouth
 * onto them with the least squares, read as a turn seen from far away. Right to a few degrees; it
 * serves to compare populations, which share its errors.
 */
public final class PoseEstimate {
  /** The jaw slides when the head turns, so it takes no part. */
  private static final int FIRST = 17;

  private static final double[][] HEAD = head();

  private PoseEstimate() {}

  /** Degrees, positive where the nose points to the picture's right. */
  public static double yaw(Landmarks face) {
    double[][] system = new double[3][5];
    double[] centre = new double[2];
    double[] middle = new double[3];
    int n = HEAD.length;
    for (int i = 0; i < n; i++) {
      centre[0] += face.x(FIRST + i) / n;
      centre[1] += face.y(FIRST + i) / n;
      for (int k = 0; k < 3; k++) {
        middle[k] += HEAD[i][k] / n;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        double p = HEAD[i][k] - middle[k];
        for (int j = 0; j < 3; j++) {
          system[k][j] += p * (HEAD[i][j] - middle[j]);
        }
        system[k][3] += p * (face.x(FIRST + i) - centre[0]);
        system[k][4] += p * (face.y(FIRST + i) - centre[1]);
      }
    }
    eliminate(system);
    double[] right = new double[3];
    double[] down = new double[3];
    for (int k = 0; k < 3; k++) {
      right[k] = system[k][3] / system[k][k];
      down[k] = system[k][4] / system[k][k];
    }
    // What points to the viewer is at right angles to the screen's two axes.
    double towardsX = right[1] * down[2] - right[2] * down[1];
    double towardsZ = right[0] * down[1] - right[1] * down[0];
    return Math.toDegrees(Math.atan2(-towardsX, towardsZ));
  }

  private static void eliminate(double[][] system) {
    for (int p = 0; p < 3; p++) {
      for (int row = 0; row < 3; row++) {
        double factor = row == p ? 0 : system[row][p] / system[p][p];
        for (int k = 0; k < 5; k++) {
          system[row][k] -= factor * system[p][k];
        }
      }
    }
  }

  private static double[][] head() {
    List<LandmarkPlace> places = LandmarkLayout.of("300w-68").places();
    double[][] points = new double[places.size() - FIRST][];
    for (int i = 0; i < points.length; i++) {
      if (!(places.get(FIRST + i) instanceof LandmarkPlace.OnMesh place)) {
        throw new IllegalStateException("landmark " + (FIRST + i) + " is not a place of the mesh");
      }
      Anchor anchor = place.anchor();
      HeadVertex a = HeadMesh.get().sites().get(anchor.a());
      HeadVertex b = HeadMesh.get().sites().get(anchor.b());
      HeadVertex c = HeadMesh.get().sites().get(anchor.c());
      points[i] =
          new double[] {
            anchor.wa() * a.x() + anchor.wb() * b.x() + anchor.wc() * c.x(),
            anchor.wa() * a.y() + anchor.wb() * b.y() + anchor.wc() * c.y(),
            anchor.wa() * a.z() + anchor.wb() * b.z() + anchor.wc() * c.z()
          };
    }
    return points;
  }
}
