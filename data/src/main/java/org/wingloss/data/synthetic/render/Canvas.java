package org.wingloss.data.synthetic.render;

/**
 * The rasteriser: a square picture in the making, with a depth buffer and a label of what each
 * pixel shows.
 */
public final class Canvas {
  /** Neighbouring triangles overlap by this much of a pixel, so that no crack opens. */
  private static final float EDGE = 1e-3f;

  private static final float SEE_THROUGH = 0.75f;

  private final int size;
  private final int[] colour;
  private final float[] near;
  private final byte[] label;
  private final Fragments waiting;

  public Canvas(int size) {
    this.size = size;
    colour = new int[size * size];
    near = new float[size * size];
    label = new byte[size * size];
    waiting = new Fragments(size + 256);
  }

  /** Pixels per side. */
  public int size() {
    return size;
  }

  /** Colours, row by row, {@code 0xRRGGBB}. */
  public int[] colours() {
    return colour;
  }

  /** Inverse distances, row by row; 0 is infinitely far. */
  public float[] near() {
    return near;
  }

  /** Labels, row by row: labels of {@link Part}. */
  public byte[] labels() {
    return label;
  }

  /**
   * Draws triangles where nothing nearer stands. Where the surface's opacity is below {@value
   * #SEE_THROUGH} the pixel goes on showing what is behind.
   */
  public void draw(int[] triangles, ProjectedVertices vertices, Surface surface) {
    for (int t = 0; t < triangles.length; t += 3) {
      int a = triangles[t];
      triangle(a, triangles[t + 1], triangles[t + 2], vertices, surface);
    }
    colour(surface);
  }

  /** Shades the waiting pixels, but those that something nearer has covered meanwhile. */
  private void colour(Surface surface) {
    float opacity = surface.opacity();
    byte mark = surface.part().label();
    surface.shader().colour(waiting);
    for (int i = 0; i < waiting.count; i++) {
      int at = waiting.at[i];
      int rgb = waiting.colour[i];
      if (rgb != Shader.NOTHING
          && waiting.values[i * Fragments.STRIDE + Fragments.NEAR] > near[at]) {
        colour[at] = opacity < 1 ? Shader.mix(colour[at], rgb, opacity) : rgb;
        if (opacity > SEE_THROUGH) {
          near[at] = waiting.values[i * Fragments.STRIDE + Fragments.NEAR];
          label[at] = mark;
        }
      }
    }
    waiting.count = 0;
  }

  /** Puts a pixel in front of everything. */
  public void cover(int at, int rgb, Part part) {
    near[at] = Float.MAX_VALUE;
    colour[at] = rgb;
    label[at] = part.label();
  }

  private void triangle(int a, int b, int c, ProjectedVertices vs, Surface surface) {
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
    if ((surface.facing() == 0 ? area == 0 : area * surface.facing() <= 0)
        || Math.min(nearA, Math.min(vs.near[b], vs.near[c])) <= 0) {
      return;
    }
    int first = by < cy ? by < 0 ? b : a : cy < 0 ? c : a;
    int last = by > cy ? by > 0 ? b : a : cy > 0 ? c : a;
    int top = Math.max(0, (int) Math.ceil(vs.y[first]));
    int bottom = Math.min(size - 1, (int) Math.floor(vs.y[last]));
    if (top > bottom) {
      return;
    }
    // Weights of b and c at the offset (x, y) from a, and how they grow along a row.
    float inverse = 1 / area;
    float wbx = cy * inverse;
    float wby = -cx * inverse;
    float wcx = -by * inverse;
    float wcy = bx * inverse;
    float nearX = wbx * nearB + wcx * nearC;
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
    // One side of the triangle goes straight from its first row to its last, the other bends.
    int middle = a + b + c - first - last;
    float firstX = vs.x[first];
    float firstY = vs.y[first];
    float lastX = vs.x[last];
    float lastY = vs.y[last];
    float bendX = vs.x[middle];
    float bendY = vs.y[middle];
    float straight = (lastX - firstX) / (lastY - firstY);
    float above = bendY > firstY ? (bendX - firstX) / (bendY - firstY) : 0;
    float below = bendY < lastY ? (lastX - bendX) / (lastY - bendY) : 0;
    boolean bendsRight = bendX > firstX + (bendY - firstY) * straight;
    Fragments out = waiting;
    int[] pixels = out.at;
    float[] values = out.values;
    for (int y = top; y <= bottom; y++) {
      float one = firstX + (y - firstY) * straight;
      float other = y < bendY ? firstX + (y - firstY) * above : bendX + (y - bendY) * below;
      // Truncation rounds down from −1 on, which is far enough.
      int left = Math.max(0, (int) ((bendsRight ? one : other) + (1 - EDGE)));
      int right = Math.min(size - 1, (int) ((bendsRight ? other : one) + (1 + EDGE)) - 1);
      if (!out.haveRoomFor(right - left + 1)) {
        colour(surface);
      }
      int n = out.count;
      int k = n * Fragments.STRIDE;
      float wb = (left - ax) * wbx + (y - ay) * wby;
      float wc = (left - ax) * wcx + (y - ay) * wcy;
      float depth = nearA + wb * nearB + wc * nearC;
      int end = y * size + right;
      for (int at = y * size + left; at <= end; at++) {
        if (depth > near[at]) {
          pixels[n++] = at;
          values[k + Fragments.NEAR] = depth;
          values[k + Fragments.U] = uA + wb * uB + wc * uC;
          values[k + Fragments.V] = vA + wb * vB + wc * vC;
          values[k + Fragments.RED] = redA + wb * redB + wc * redC;
          values[k + Fragments.GREEN] = greenA + wb * greenB + wc * greenC;
          values[k + Fragments.BLUE] = blueA + wb * blueB + wc * blueC;
          values[k + Fragments.GLOSS] = glossA + wb * glossB + wc * glossC;
          k += Fragments.STRIDE;
        }
        wb += wbx;
        wc += wcx;
        depth += nearX;
      }
      out.count = n;
    }
  }
}
