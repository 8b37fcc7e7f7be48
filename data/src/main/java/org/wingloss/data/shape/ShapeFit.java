package org.wingloss.data.shape;

import java.util.Set;

/** What a {@link Plausibility} finds of one shape. Distances are shares of the face's size. */
public final class ShapeFit {
  private final double[] distances;
  private final double distance;
  private final double rotation;

  ShapeFit(double[] distances, double distance, double rotation) {
    this.distances = distances.clone();
    this.distance = distance;
    this.rotation = rotation;
  }

  /** How far landmark i lies from where the model expects it; NaN when missing. */
  public double distance(int i) {
    return distances[i];
  }

  /** The root mean square over the landmarks that the model was fitted to. */
  public double distance() {
    return distance;
  }

  /** The landmark, of all but some, that lies farthest from where it is expected. */
  public int farthest(Set<Integer> except) {
    int farthest = -1;
    for (int i = 0; i < distances.length; i++) {
      boolean known = !Double.isNaN(distances[i]) && !except.contains(i);
      if (known && (farthest < 0 || distances[i] > distances[farthest])) {
        farthest = i;
      }
    }
    return farthest;
  }

  /** How far the shape is rotated against the mean shape, in degrees, −180 to 180. */
  public double rotation() {
    return rotation;
  }
}
