package org.wingloss.data.synthetic;

/** A square picture in the making, with depth and the name of what each pixel shows. */
final class Canvas {
  /** Neighbouring triangles overlap by this much of a pixel, so that no crack opens. */
  private static final float EDGE = 1e-3f;

  private static final float SEE_THROUGH = 0.75f;

  private final int size;
  private final int[] colour;
  private final float[] near;
  private final byte[] label;

  Canvas(int size) {
    this.size = size;
    colour = new int[size * size];
    near = new float[size * size];
    label = new byte[size * size];
  }

  /** Pixels per side. */
  int size() {
    return size;
  }

  /** Colours, row by row, {@code 0xRRGGBB}. */
  int[] colours() {
    return colour;
  }

  /** Inverse distances, row by row; 0 is infinitely far. */
  float[] near() {
    return near;
  }

  /** Labels, row by row: labels of {@link Part}. */
  byte[] labels() {
    return label;
  }

  /**
   * Draws triangles where nothing nearer stands.
   *
   * @param facing which way triangles must turn to be drawn: 1 clockwise on the screen, −1 the
   *     other way, 0 both
   */
  void draw(int[] triangles, Vertices vertices, Paint paint, Part part, int facing) {
    glaze(triangles, vertices, paint, part, facing, 1);
  }

  /**
   * Draws triangles like {@link #draw}, but lets what is behind shine through. Below {@value
   * #SEE_THROUGH} the pixel goes on showing what is behind.
   *
   * @param opacity 1 hides, 0 leaves the picture as it was
   */
  void glaze(
      int[] triangles, Vertices vertices, Paint paint, Part part, int facing, float opacity) {
    for (int t = 0; t < triangles.length; t += 3) {
      int a = triangles[t];
      triangle(a, triangles[t + 1], triangles[t + 2], vertices, paint, part, facing, opacity);
    }
  }

  /** Puts a pixel in front of everything. */
  void cover(int at, int rgb, Part part) {
    near[at] = Float.MAX_VALUE;
    colour[at] = rgb;
    label[at] = part.label();
  }

  private void triangle(
      int a, int b, int c, Vertices vs, Paint paint, Part part, int facing, float opacity) {
    float ax = vs.x[a];
    float ay = vs.y[a];
    float bx = vs.x[b] - ax;
    float by = vs.y[b] - ay;
    float cx = vs.x[c] - ax;
    float cy = vs.y[c] - ay;
    float area = bx * cy - by * cx;
    float nearA = vs.near[a];
    float nearB = vs.near[b] - nearA;
    float nearC = vs.near[c] - nearA;
    if ((facing == 0 ? area == 0 : area * facing <= 0)
        || Math.min(nearA, Math.min(vs.near[b], vs.near[c])) <= 0) {
      return;
    }
    int top = Math.max(0, (int) Math.ceil(ay + Math.min(0, Math.min(by, cy))));
    int bottom = Math.min(size - 1, (int) Math.floor(ay + Math.max(0, Math.max(by, cy))));
    if (top > bottom) {
      return;
    }
    // Weights of b and c at the offset (x, y) from a, and how they grow along a row.
    float inverse = 1 / area;
    float wbx = cy * inverse;
    float wby = -cx * inverse;
    float wcx = -by * inverse;
    float wcy = bx * inverse;
    float uA = vs.u[a];
    float uB = vs.u[b] - uA;
    float uC = vs.u[c] - uA;
    float vA = vs.v[a];
    float vB = vs.v[b] - vA;
    float vC = vs.v[c] - vA;
    float redA = vs.red[a];
    float redB = vs.red[b] - redA;
    float redC = vs.red[c] - redA;
    float greenA = vs.green[a];
    float greenB = vs.green[b] - greenA;
    float greenC = vs.green[c] - greenA;
    float blueA = vs.blue[a];
    float blueB = vs.blue[b] - blueA;
    float blueC = vs.blue[c] - blueA;
    float glossA = vs.gloss[a];
    float glossB = vs.gloss[b] - glossA;
    float glossC = vs.gloss[c] - glossA;
    float low = ax + Math.min(0, Math.min(bx, cx));
    float high = ax + Math.max(0, Math.max(bx, cx));
    for (int y = top; y <= bottom; y++) {
      // The row's part inside all three edges: each weight is linear in x.
      float dy = y - ay;
      float rowB = dy * wby;
      float rowC = dy * wcy;
      float from = low - ax;
      float to = high - ax;
      float rowA = 1 - rowB - rowC;
      float wax = -wbx - wcx;
      if (wbx > 0) {
        from = Math.max(from, -rowB / wbx);
      } else if (wbx < 0) {
        to = Math.min(to, -rowB / wbx);
      }
      if (wcx > 0) {
        from = Math.max(from, -rowC / wcx);
      } else if (wcx < 0) {
        to = Math.min(to, -rowC / wcx);
      }
      if (wax > 0) {
        from = Math.max(from, -rowA / wax);
      } else if (wax < 0) {
        to = Math.min(to, -rowA / wax);
      }
      int left = Math.max(0, (int) Math.ceil(ax + from - EDGE));
      int right = Math.min(size - 1, (int) Math.floor(ax + to + EDGE));
      int at = y * size + left;
      for (int x = left; x <= right; x++, at++) {
        float wb = rowB + (x - ax) * wbx;
        float wc = rowC + (x - ax) * wcx;
        float depth = nearA + wb * nearB + wc * nearC;
        if (depth > near[at]) {
          int rgb =
              paint.colour(
                  uA + wb * uB + wc * uC,
                  vA + wb * vB + wc * vC,
                  redA + wb * redB + wc * redC,
                  greenA + wb * greenB + wc * greenC,
                  blueA + wb * blueB + wc * blueC,
                  glossA + wb * glossB + wc * glossC);
          if (rgb != Paint.NOTHING) {
            colour[at] = opacity < 1 ? Paint.mix(colour[at], rgb, opacity) : rgb;
            if (opacity > SEE_THROUGH) {
              near[at] = depth;
              label[at] = part.label();
            }
          }
        }
      }
    }
  }
}
