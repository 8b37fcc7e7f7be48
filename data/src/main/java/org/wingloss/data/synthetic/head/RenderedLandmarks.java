package org.wingloss.data.synthetic.head;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.Part;

/** The landmarks of a rendered head, and whether something hides them. */
public final class RenderedLandmarks {
  /** How far skin may lie before a landmark of the skin without hiding it, millimetres. */
  private static final double SELF_TOLERANCE = 9;

  private static final double COVER_TOLERANCE = 2;

  /** How far a jaw landmark may slide and still show the jaw, as a share of the canvas. */
  private static final double SLIDE_TOLERANCE = 0.03;

  private final Canvas canvas;
  private final LandmarkPlace.View view;
  private final double perPixel;

  /**
   * A reader of one picture.
   *
   * @param canvas the finished picture
   * @param view the head on it
   * @param size pixels of the final picture, a fraction of the canvas
   */
  public RenderedLandmarks(Canvas canvas, LandmarkPlace.View view, int size) {
    this.canvas = canvas;
    this.view = view;
    perPixel = canvas.size() / (double) size;
  }

  /** The landmarks of every scheme. */
  public Map<String, Landmarks> all() {
    Map<String, Landmarks> out = new LinkedHashMap<>();
    for (String scheme : LandmarkLayout.names()) {
      out.put(scheme, landmarks(LandmarkLayout.of(scheme).places()));
    }
    return out;
  }

  private Landmarks landmarks(List<LandmarkPlace> places) {
    int count = places.size();
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      CanvasPoint spot = places.get(i).spot(view);
      CanvasPoint own = places.get(i).ownSpot(view);
      double slid = Math.hypot(own.x() - spot.x(), own.y() - spot.y());
      boolean visible = isUncovered(spot) && slid < SLIDE_TOLERANCE * canvas.size();
      vector[i] = (spot.x() + 0.5) / perPixel - 0.5;
      vector[count + i] = (spot.y() + 0.5) / perPixel - 0.5;
      states[i] = visible ? Visibility.VISIBLE : Visibility.HIDDEN;
    }
    return Landmarks.of(vector, states);
  }

  /** Positions alone, in canvas pixels. */
  static Landmarks positions(List<LandmarkPlace> places, LandmarkPlace.View view) {
    double[][] points = new double[places.size()][];
    for (int i = 0; i < points.length; i++) {
      CanvasPoint spot = places.get(i).spot(view);
      points[i] = new double[] {spot.x(), spot.y()};
    }
    return Landmarks.ofPoints(points);
  }

  /**
   * Whether nothing foreign lies on the spot's pixel, and some pixel about it is not clearly nearer
   * to the camera than the spot itself: on an outline the spot's own pixel may show anything.
   */
  private boolean isUncovered(CanvasPoint spot) {
    int cx = (int) Math.round(spot.x());
    int cy = (int) Math.round(spot.y());
    if (isInside(cx, cy)) {
      Part shown = Part.of(canvas.labels()[cy * canvas.size() + cx]);
      if (!shown.isHead() && before(spot, cx, cy) > COVER_TOLERANCE) {
        return false;
      }
    }
    for (int y = cy - 1; y <= cy + 1; y++) {
      for (int x = cx - 1; x <= cx + 1; x++) {
        if (isInside(x, y) && before(spot, x, y) < SELF_TOLERANCE) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isInside(int x, int y) {
    return x >= 0 && y >= 0 && x < canvas.size() && y < canvas.size();
  }

  /** How far before the spot the pixel's surface lies, millimetres. */
  private double before(CanvasPoint spot, int x, int y) {
    return 1 / spot.near() - 1 / Math.max(1e-9, canvas.near()[y * canvas.size() + x]);
  }
}
