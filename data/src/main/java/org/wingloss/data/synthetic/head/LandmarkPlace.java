package org.wingloss.data.synthetic.head;

import java.util.List;
import org.wingloss.data.synthetic.render.ProjectedVertices;

/** Where a landmark lies on the head; every landmark of every scheme is one of these. */
public sealed interface LandmarkPlace {
  /** A head on the screen. */
  final class View {
    private final ProjectedVertices head;
    private final double gazeX;
    private final double gazeY;
    private final List<CanvasPoint> outline;
    private final List<CanvasPoint> jaw;

    /**
     * A view.
     *
     * @param head its projected vertices
     * @param gazeX where the eyes look, millimetres from the eyes' middles to the picture's right
     * @param gazeY millimetres down
     * @param roll radians of rotation in the picture's plane
     */
    public View(ProjectedVertices head, double gazeX, double gazeY, double roll) {
      this.head = head;
      this.gazeX = gazeX;
      this.gazeY = gazeY;
      outline = JawOutline.get().visible(head, roll);
      jaw = JawOutline.get().own(head);
    }
  }

  /** Where the place falls on the canvas. */
  CanvasPoint spot(View view);

  /** Where the same flesh falls; another spot than the landmark's only where that slides. */
  default CanvasPoint ownSpot(View view) {
    return spot(view);
  }

  /** {@code {u, v}} on the unrolled face. */
  default double[] onSheet() {
    throw new IllegalStateException(this + " lies on no single place of the skin");
  }

  /** A point of the mesh. */
  record OnMesh(Anchor anchor) implements LandmarkPlace {
    @Override
    public CanvasPoint spot(View view) {
      return anchor.spot(view.head);
    }

    @Override
    public double[] onSheet() {
      return anchor.onSheet();
    }
  }

  /** The middle between two points of the mesh. */
  record Between(Anchor first, Anchor second) implements LandmarkPlace {
    @Override
    public CanvasPoint spot(View view) {
      return first.spot(view.head).towards(second.spot(view.head), 0.5);
    }
  }

  /** A point of the jaw's outline, see {@link JawOutline}. */
  record OnJaw(double t) implements LandmarkPlace {
    @Override
    public CanvasPoint spot(View view) {
      return JawOutline.get().at(view.outline, t);
    }

    @Override
    public CanvasPoint ownSpot(View view) {
      return JawOutline.get().at(view.jaw, t);
    }

    @Override
    public double[] onSheet() {
      return JawOutline.get().anchor(t).onSheet();
    }
  }

  /**
   * The middle of a pupil.
   *
   * @param side −1 for the eye on the picture's left, 1 for the other
   */
  record Pupil(int side) implements LandmarkPlace {
    @Override
    public CanvasPoint spot(View view) {
      return HeadMesh.get().eye(view.head, side, view.gazeX, view.gazeY);
    }
  }
}
