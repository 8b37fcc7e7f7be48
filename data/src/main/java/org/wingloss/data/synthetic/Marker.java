package org.wingloss.data.synthetic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.geometry.Landmarks;

/**
 * Reads the landmarks off a rendered head. A landmark of the jaw is marked as annotators of
 * photographs mark it: where the head turns away, on the outline of the cheek.
 */
final class Marker {
  private final Canvas canvas;
  private final Vertices head;
  private final Pose pose;
  private final double perPixel;

  Marker(Canvas canvas, Vertices head, Pose pose, int size) {
    this.canvas = canvas;
    this.head = head;
    this.pose = pose;
    perPixel = canvas.size() / (double) size;
  }

  Map<String, Landmarks> all() {
    Map<String, Landmarks> out = new LinkedHashMap<>();
    for (String scheme : LandmarkLayout.names()) {
      out.put(scheme, landmarks(LandmarkLayout.of(scheme).places()));
    }
    return out;
  }

  private Landmarks landmarks(List<LandmarkLayout.Place> places) {
    int count = places.size();
    double[] vector = new double[2 * count];
    Landmarks.State[] states = new Landmarks.State[count];
    for (int i = 0; i < count; i++) {
      LandmarkLayout.Place place = places.get(i);
      Spot spot = Spot.on(head, place.curve(), place.t());
      boolean visible = isVisible(spot);
      if (place.curve().name().equals("jaw")) {
        Spot slid = JawOutline.get().slide(head, place.t(), Math.toRadians(pose.roll()));
        visible &= Math.hypot(slid.x() - spot.x(), slid.y() - spot.y()) < 0.04 * canvas.size();
        spot = slid;
      }
      vector[i] = (spot.x() + 0.5) / perPixel - 0.5;
      vector[count + i] = (spot.y() + 0.5) / perPixel - 0.5;
      states[i] = visible ? Landmarks.State.VISIBLE : Landmarks.State.HIDDEN;
    }
    return Landmarks.of(vector, states);
  }

  /** Whether some pixel about the spot is not clearly nearer to the camera than the spot itself. */
  private boolean isVisible(Spot spot) {
    int cx = (int) Math.round(spot.x());
    int cy = (int) Math.round(spot.y());
    for (int y = cy - 2; y <= cy + 2; y++) {
      for (int x = cx - 2; x <= cx + 2; x++) {
        if (x >= 0 && y >= 0 && x < canvas.size() && y < canvas.size()) {
          int at = y * canvas.size() + x;
          boolean own = Part.of(canvas.labels()[at]).isHead();
          double gap = 1 / spot.near() - 1 / Math.max(1e-9, canvas.near()[at]);
          if (gap < (own ? 9 : 2)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
