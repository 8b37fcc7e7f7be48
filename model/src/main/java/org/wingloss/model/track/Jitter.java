package org.wingloss.model.track;

import org.wingloss.data.face.Landmarks;

/**
 * The jitter of landmarks: the mean over frames and landmarks of the second difference {@code ‖p₊₁
 * − 2p + p₋₁‖}, in percent of the face side. Steady motion counts as nothing.
 */
final class Jitter {
  private Landmarks before;
  private Landmarks last;
  private double sum;
  private long count;

  void add(Landmarks landmarks, double side) {
    if (before != null) {
      for (int i = 0; i < landmarks.count(); i++) {
        double dx = landmarks.x(i) - 2 * last.x(i) + before.x(i);
        double dy = landmarks.y(i) - 2 * last.y(i) + before.y(i);
        sum += 100 * Math.hypot(dx, dy) / side;
        count++;
      }
    }
    before = last;
    last = landmarks;
  }

  /** Forgets the last frames, not the sum: behind a cut there is no motion. */
  void restart() {
    before = null;
    last = null;
  }

  double percent() {
    return count == 0 ? 0 : sum / count;
  }
}
