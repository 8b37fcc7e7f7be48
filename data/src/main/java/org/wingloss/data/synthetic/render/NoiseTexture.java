package org.wingloss.data.synthetic.render;

import java.util.SplittableRandom;

/** Tileable random textures, made once: 256 × 256 bytes, mean 128. */
public final class NoiseTexture {
  private static final int SIDE = 256;

  /** Cloudy: several octaves. */
  public static final byte[] CLOUDS = clouds();

  /** Grainy: every texel for itself, roughly normal with standard deviation 40. */
  public static final byte[] GRAIN = grain();

  /** Strands: fine along u, long along v. */
  public static final byte[] STRANDS = strands();

  private NoiseTexture() {}

  /** The texture at (u, v), −1 to 1, nearest texel; neither may be less than −4096. */
  public static float at(byte[] texture, float u, float v) {
    return (texel(texture, u, v) - 128) * (1 / 128f);
  }

  /** The texture at (u, v), 0 to 255. */
  public static int texel(byte[] texture, float u, float v) {
    // Whole periods of the texture make truncation round down.
    int x = (int) (u + 16 * SIDE) & 255;
    int y = (int) (v + 16 * SIDE) & 255;
    return texture[y << 8 | x] & 255;
  }

  private static byte[] clouds() {
    SplittableRandom random = new SplittableRandom(11);
    float[] sum = new float[SIDE * SIDE];
    for (int cell = 64; cell >= 2; cell /= 2) {
      int n = SIDE / cell;
      float[] lattice = new float[n * n];
      for (int i = 0; i < lattice.length; i++) {
        lattice[i] = (float) random.nextDouble(-1, 1);
      }
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          sum[y * SIDE + x] += cell * smooth(lattice, n, x / (float) cell, y / (float) cell);
        }
      }
    }
    return scaled(sum, 1.3f / 64);
  }

  private static float smooth(float[] lattice, int n, float x, float y) {
    int x0 = (int) x;
    int y0 = (int) y;
    float fx = x - x0;
    float fy = y - y0;
    fx = fx * fx * (3 - 2 * fx);
    fy = fy * fy * (3 - 2 * fy);
    int x1 = (x0 + 1) % n;
    int y1 = (y0 + 1) % n;
    float top = lattice[y0 * n + x0] * (1 - fx) + lattice[y0 * n + x1] * fx;
    float bottom = lattice[y1 * n + x0] * (1 - fx) + lattice[y1 * n + x1] * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private static byte[] grain() {
    SplittableRandom random = new SplittableRandom(12);
    float[] sum = new float[SIDE * SIDE];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) random.nextGaussian(0, 0.31);
    }
    return scaled(sum, 1);
  }

  private static byte[] strands() {
    SplittableRandom random = new SplittableRandom(13);
    float[] sum = new float[SIDE * SIDE];
    for (int layer = 0; layer < 2; layer++) {
      int long_ = layer == 0 ? 64 : 16;
      int n = SIDE / long_;
      for (int x = 0; x < SIDE; x++) {
        float[] along = new float[n];
        for (int i = 0; i < n; i++) {
          along[i] = (float) random.nextDouble(-1, 1);
        }
        for (int y = 0; y < SIDE; y++) {
          float t = y / (float) long_;
          int i = (int) t;
          sum[y * SIDE + x] += along[i] + (along[(i + 1) % n] - along[i]) * (t - i);
        }
      }
    }
    return scaled(sum, 0.6f);
  }

  private static byte[] scaled(float[] values, float factor) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + 127 * factor * values[i])));
    }
    return out;
  }
}
