package org.wingloss.data.synthetic.scene;

import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.NoiseTexture;
import org.wingloss.data.synthetic.render.Shader;

/** What is behind the head: a small random picture, enlarged, so that it looks out of focus. */
public final class Backdrop {
  private static final int SIDE = 48;

  /** Binary places of a level in {@link #fill}. */
  private static final int FRACTION = 5;

  private final float[] rgb = new float[3 * SIDE * SIDE];
  private final float grain;
  private final float offset;

  public Backdrop(RandomGenerator random) {
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
        float n = clouds * NoiseTexture.at(NoiseTexture.CLOUDS, x * zoom + shift, y * zoom + shift);
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
  public void fill(Canvas canvas) {
    int size = canvas.size();
    float[] near = canvas.near();
    int[] colours = canvas.colours();
    int[][] wide = widened(size);
    int[] texel = new int[size];
    for (int x = 0; x < size; x++) {
      texel[x] = (int) Math.floor(x * 0.7f + offset) & 255;
    }
    int[] line = new int[3 * size];
    int strength = Math.round(grain * 512);
    float step = (SIDE - 1.001f) / size;
    for (int y = 0; y < size; y++) {
      float v = y * step;
      int row = (int) v;
      blend(wide[row], wide[row + 1], Math.round((v - row) * 256), line);
      int texels = ((int) (y * 0.7f) & 255) << 8;
      for (int x = 0, at = y * size; x < size; x++, at++) {
        if (near[at] == 0) {
          int n = (1 << 16) + strength * ((NoiseTexture.GRAIN[texels | texel[x]] & 255) - 128);
          colours[at] =
              (Shader.clamp((line[x] * n) >> (FRACTION + 16)) << 16)
                  | (Shader.clamp((line[size + x] * n) >> (FRACTION + 16)) << 8)
                  | Shader.clamp((line[2 * size + x] * n) >> (FRACTION + 16));
        }
      }
    }
  }

  /** The small picture's rows as wide as the canvas: red, then green, then blue. */
  private int[][] widened(int size) {
    int[][] out = new int[SIDE][3 * size];
    float step = (SIDE - 1.001f) / size;
    for (int x = 0; x < size; x++) {
      float u = x * step;
      int column = (int) u;
      float share = u - column;
      for (int y = 0; y < SIDE; y++) {
        int i = 3 * (y * SIDE + column);
        for (int k = 0; k < 3; k++) {
          float level = rgb[i + k] + share * (rgb[i + k + 3] - rgb[i + k]);
          out[y][k * size + x] = (int) (level * (1 << FRACTION));
        }
      }
    }
    return out;
  }

  /** The line between a row (share 0) and the next (share 256). */
  private static void blend(int[] row, int[] next, int share, int[] line) {
    for (int i = 0; i < line.length; i++) {
      line[i] = row[i] + (((next[i] - row[i]) * share) >> 8);
    }
  }
}
