package org.wingloss.data.synthetic;

import java.util.random.RandomGenerator;

/** What is behind the head: a small random picture, enlarged, so that it looks out of focus. */
final class Backdrop {
  private static final int SIDE = 48;
  private final float[] rgb = new float[3 * SIDE * SIDE];
  private final float grain;
  private final float offset;

  Backdrop(RandomGenerator random) {
    float[] from = colour(random);
    float[] to = colour(random);
    double angle = random.nextDouble(0, 2 * Math.PI);
    double cu = StrictMath.cos(angle);
    double cv = StrictMath.sin(angle);
    float clouds = random.nextFloat(0, 50);
    float zoom = random.nextFloat(0.4f, 4);
    float shift = random.nextFloat(0, 256);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float t = (float) (0.5 + (cu * (x - SIDE / 2.0) + cv * (y - SIDE / 2.0)) / SIDE * 0.8);
        float n = clouds * Noise.at(Noise.CLOUDS, x * zoom + shift, y * zoom + shift);
        for (int k = 0; k < 3; k++) {
          rgb[3 * (y * SIDE + x) + k] = from[k] + (to[k] - from[k]) * t + n;
        }
      }
    }
    int shapes = random.nextInt(12);
    for (int i = 0; i < shapes; i++) {
      shape(random);
    }
    grain = random.nextFloat(0, 0.12f);
    offset = random.nextFloat(0, 256);
  }

  private static float[] colour(RandomGenerator random) {
    float brightness = random.nextFloat(10, 245);
    float[] out = new float[3];
    for (int k = 0; k < 3; k++) {
      out[k] = Math.max(0, Math.min(255, brightness + (float) random.nextGaussian() * 30));
    }
    return out;
  }

  private void shape(RandomGenerator random) {
    float[] fill = colour(random);
    float alpha = random.nextFloat(0.3f, 1);
    double cx = random.nextDouble(0, SIDE);
    double cy = random.nextDouble(0, SIDE);
    double rx = random.nextDouble(1.5, 14);
    double ry = random.nextDouble(1.5, 14);
    boolean round = random.nextBoolean();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = Math.abs(x - cx) / rx;
        double dy = Math.abs(y - cy) / ry;
        if (round ? dx * dx + dy * dy < 1 : dx < 1 && dy < 1) {
          for (int k = 0; k < 3; k++) {
            int at = 3 * (y * SIDE + x) + k;
            rgb[at] += (fill[k] - rgb[at]) * alpha;
          }
        }
      }
    }
  }

  /** Fills every pixel that nothing was drawn on. */
  void fill(Canvas canvas) {
    int size = canvas.size();
    float[] near = canvas.near();
    int[] colours = canvas.colours();
    float step = (SIDE - 1.001f) / size;
    int[] texel = new int[size];
    for (int x = 0; x < size; x++) {
      texel[x] = (int) Math.floor(x * 0.7f + offset) & 255;
    }
    float[] line = new float[3 * SIDE];
    for (int y = 0; y < size; y++) {
      float v = y * step;
      blend((int) v, v - (int) v, line);
      int texels = ((int) (y * 0.7f) & 255) << 8;
      for (int x = 0, at = y * size; x < size; x++, at++) {
        if (near[at] == 0) {
          float u = x * step;
          int column = (int) u;
          float share = u - column;
          int i = 3 * column;
          float n = 1 + grain * ((Noise.GRAIN[texels | texel[x]] & 255) - 128) * (1 / 128f);
          colours[at] =
              Paint.pack(
                  n * (line[i] + share * (line[i + 3] - line[i])),
                  n * (line[i + 1] + share * (line[i + 4] - line[i + 1])),
                  n * (line[i + 2] + share * (line[i + 5] - line[i + 2])));
        }
      }
    }
  }

  /** The line between a row of the small picture (share 0) and the next (share 1). */
  private void blend(int row, float share, float[] line) {
    int first = row * line.length;
    for (int i = 0; i < line.length; i++) {
      line[i] = rgb[first + i] + share * (rgb[first + line.length + i] - rgb[first + i]);
    }
  }
}
