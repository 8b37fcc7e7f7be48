package org.wingloss.data.synthetic;

import java.util.Arrays;

/** A square picture in the making, with depth and the name of what each pixel shows. */
final class Canvas {
  private final int size;
  private final int[] colour;
  private final float[] near;
  private final byte[] label;

  Canvas(int size) {
    this.size = size;
    colour = new int[size * size];
    near = new float[size * size];
    label = new byte[size * size];
    Arrays.fill(near, 0);
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
    for (int t = 0; t < triangles.length; t += 3) {
      triangle(triangles[t], triangles[t + 1], triangles[t + 2], vertices, paint, part, facing);
    }
  }

  private void triangle(int a, int b, int c, Vertices vs, Paint paint, Part part, int facing) {
    float ax = vs.x[a];
    float ay = vs.y[a];
    float bx = vs.x[b] - ax;
    float by = vs.y[b] - ay;
    float cx = vs.x[c] - ax;
    float cy = vs.y[c] - ay;
    float area = bx * cy - by * cx;
    if ((facing == 0 ? area == 0 : area * facing <= 0)
        || vs.near[a] <= 0
        || vs.near[b] <= 0
        || vs.near[c] <= 0) {
      return;
    }
    int left = Math.max(0, (int) Math.ceil(ax + Math.min(0, Math.min(bx, cx))));
    int right = Math.min(size - 1, (int) Math.floor(ax + Math.max(0, Math.max(bx, cx))));
    int top = Math.max(0, (int) Math.ceil(ay + Math.min(0, Math.min(by, cy))));
    int bottom = Math.min(size - 1, (int) Math.floor(ay + Math.max(0, Math.max(by, cy))));
    float inverse = 1 / area;
    // Barycentric weights of b and c grow by these amounts per pixel.
    float wbx = cy * inverse;
    float wby = -cx * inverse;
    float wcx = -by * inverse;
    float wcy = bx * inverse;
    byte name = part.label();
    for (int y = top; y <= bottom; y++) {
      float wb = (left - ax) * wbx + (y - ay) * wby;
      float wc = (left - ax) * wcx + (y - ay) * wcy;
      for (int x = left; x <= right; x++, wb += wbx, wc += wcx) {
        float wa = 1 - wb - wc;
        if (wa < 0 || wb < 0 || wc < 0) {
          continue;
        }
        float depth = wa * vs.near[a] + wb * vs.near[b] + wc * vs.near[c];
        int at = y * size + x;
        if (depth <= near[at]) {
          continue;
        }
        int rgb =
            paint.colour(
                wa * vs.u[a] + wb * vs.u[b] + wc * vs.u[c],
                wa * vs.v[a] + wb * vs.v[b] + wc * vs.v[c],
                wa * vs.red[a] + wb * vs.red[b] + wc * vs.red[c],
                wa * vs.green[a] + wb * vs.green[b] + wc * vs.green[c],
                wa * vs.blue[a] + wb * vs.blue[b] + wc * vs.blue[c],
                wa * vs.gloss[a] + wb * vs.gloss[b] + wc * vs.gloss[c]);
        if (rgb != Paint.NOTHING) {
          near[at] = depth;
          colour[at] = rgb;
          label[at] = name;
        }
      }
    }
  }
}
