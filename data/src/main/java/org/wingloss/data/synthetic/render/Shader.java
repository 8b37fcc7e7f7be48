package org.wingloss.data.synthetic.render;

/** The colour of a surface at a place of its texture under a light. */
@FunctionalInterface
public interface Shader {
  /** What {@link #colour} gives where the surface has a hole. */
  int NOTHING = -1;

  /**
   * The colour that the viewer sees, {@code 0xRRGGBB}, or {@link #NOTHING}.
   *
   * @param u texture abscissa
   * @param v texture ordinate
   * @param red light that falls on the place, 1 is white paper in plain light
   * @param green the same for green
   * @param blue the same for blue
   * @param gloss specular light, 0 to about 1
   */
  int colour(float u, float v, float red, float green, float blue, float gloss);

  /** Colours many pixels. Shaders of large surfaces repeat this loop, to have one of their own. */
  default void colour(Fragments f) {
    float[] values = f.values;
    for (int i = 0; i < f.count; i++) {
      int k = i * Fragments.STRIDE;
      f.colour[i] =
          colour(
              values[k + Fragments.U],
              values[k + Fragments.V],
              values[k + Fragments.RED],
              values[k + Fragments.GREEN],
              values[k + Fragments.BLUE],
              values[k + Fragments.GLOSS]);
    }
  }

  /** Packs three channels of 0 … 255, clamped. */
  static int pack(float r, float g, float b) {
    return clamp(r) << 16 | clamp(g) << 8 | clamp(b);
  }

  private static int clamp(float value) {
    return clamp((int) value);
  }

  /**
   * The nearest of 0 … 255. Most values are in that range, and a branch that is taken seldom costs
   * less than a minimum and a maximum.
   */
  static int clamp(int value) {
    return value >>> 8 == 0 ? value : value < 0 ? 0 : 255;
  }

  /** A colour mixed with another: share 0 is {@code a}, 1 is {@code b}. */
  static int mix(int a, int b, float share) {
    return blend(a, b, (int) (share * 256));
  }

  /** A colour mixed with another: share 0 is {@code a}, 256 is {@code b}. */
  static int blend(int a, int b, int s) {
    if (s == 0) {
      return a;
    }
    // Red and blue are mixed in one word: their products do not meet.
    int redBlue = (a & 0xFF00FF) * (256 - s) + (b & 0xFF00FF) * s;
    int green = (a & 0xFF00) * (256 - s) + (b & 0xFF00) * s;
    return ((redBlue >>> 8) & 0xFF00FF) | ((green >>> 8) & 0xFF00);
  }

  /** A colour under a light. */
  static int lit(int colour, float red, float green, float blue, float gloss) {
    return pack(
        (colour >> 16 & 255) * red + 255 * gloss,
        (colour >> 8 & 255) * green + 255 * gloss,
        (colour & 255) * blue + 255 * gloss);
  }
}
