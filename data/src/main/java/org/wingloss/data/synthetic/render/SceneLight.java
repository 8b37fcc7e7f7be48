package org.wingloss.data.synthetic.render;

import java.util.random.RandomGenerator;

/** The light of a scene: a key light, a weaker one, and light from above and below. */
public final class SceneLight {
  private final float[] key = new float[3];
  private final float[] keyColour = new float[3];
  private final float[] fill = new float[3];
  private final float[] fillColour = new float[3];
  private final float[] above = new float[3];
  private final float[] below = new float[3];
  private final float[] half = new float[3];

  public SceneLight(RandomGenerator random) {
    direct(key, random.nextGaussian() * 0.9, -0.2 - Math.abs(random.nextGaussian()) * 0.45);
    direct(fill, random.nextDouble(-2.2, 2.2), random.nextDouble(-0.5, 0.4));
    double strength = random.nextDouble(0.2, 0.85);
    double ambient = random.nextDouble(0.4, 0.7) - 0.3 * (strength - 0.5);
    double warmth = random.nextGaussian() * 0.1;
    double fillStrength = random.nextDouble(0, 0.4);
    double fillWarmth = random.nextGaussian() * 0.12;
    // Skin in the brightest light is bright, not white.
    double exposure = Math.min(1, 1.25 / (strength + ambient + 0.4 * fillStrength));
    strength *= exposure;
    ambient *= exposure;
    fillStrength *= exposure;
    tint(keyColour, strength, warmth);
    tint(fillColour, fillStrength, fillWarmth);
    tint(above, ambient * 1.15, -warmth * 0.5);
    tint(below, ambient * random.nextDouble(0.55, 0.95), random.nextGaussian() * 0.08);
    double hx = key[0];
    double hy = key[1];
    double hz = key[2] + 1;
    double length = Math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-6;
    half[0] = (float) (hx / length);
    half[1] = (float) (hy / length);
    half[2] = (float) (hz / length);
  }

  private static void direct(float[] out, double azimuth, double elevation) {
    out[0] = (float) (StrictMath.sin(azimuth) * StrictMath.cos(elevation));
    out[1] = (float) StrictMath.sin(elevation);
    out[2] = (float) (StrictMath.cos(azimuth) * StrictMath.cos(elevation));
  }

  private static void tint(float[] out, double strength, double warmth) {
    out[0] = (float) (strength * (1 + warmth));
    out[1] = (float) strength;
    out[2] = (float) (strength * (1 - warmth));
  }

  /** Unit vector to the key light. */
  public float[] towardsKey() {
    return key.clone();
  }

  /**
   * Lights one vertex.
   *
   * @param nx rotated normal
   * @param ny rotated normal
   * @param nz rotated normal
   * @param shade 1 in the open, less where little light arrives
   * @param direct the share of the key light that reaches the vertex
   */
  public void apply(
      ProjectedVertices vs, int i, float nx, float ny, float nz, float shade, float direct) {
    float first = direct * Math.max(0, (nx * key[0] + ny * key[1] + nz * key[2] + 0.15f) / 1.15f);
    float second = Math.max(0, nx * fill[0] + ny * fill[1] + nz * fill[2]);
    float up = 0.5f - 0.5f * ny;
    vs.red[i] =
        shade
            * (keyColour[0] * first + fillColour[0] * second + above[0] * up + below[0] * (1 - up));
    vs.green[i] =
        shade
            * (keyColour[1] * first + fillColour[1] * second + above[1] * up + below[1] * (1 - up));
    vs.blue[i] =
        shade
            * (keyColour[2] * first + fillColour[2] * second + above[2] * up + below[2] * (1 - up));
    float g = Math.max(0, nx * half[0] + ny * half[1] + nz * half[2]);
    g *= g;
    g *= g;
    g *= g;
    g *= g;
    vs.gloss[i] = g * keyColour[1] * shade * direct;
  }
}
