package org.wingloss.data.synthetic;

/** The colour of a surface at a place of its texture under a light. */
@FunctionalInterface
interface Paint {
  /** What {@link #colour} answers where the surface has a hole. */
  int NOTHING = -1;

  /**
   * The colour that the viewer sees, {@code 0xRRGGBB}, or {@link #NOTHING}.
   *
   * @param u texture abscissa
   * @param v texture ordinate
   * @param red light that falls on the place, 1 is white paper in plain light
   * @param green the same for green
   * @param blue the same for blue
   * @param gloss mirrored light, 0 to about 1
   */
  int colour(float u, float v, float red, float green, float blue, float gloss);

  /** Packs three channels of 0 … 255, clamped. */
  static int pack(float r, float g, float b) {
    int ri = r <= 0 ? 0 : r >= 255 ? 255 : (int) r;
    int gi = g <= 0 ? 0 : g >= 255 ? 255 : (int) g;
    int bi = b <= 0 ? 0 : b >= 255 ? 255 : (int) b;
    return ri << 16 | gi << 8 | bi;
  }

  /** A colour mixed with another: share 0 is {@code a}, 1 is {@code b}. */
  static int mix(int a, int b, float share) {
    int s = (int) (share * 256);
    if (s == 0) {
      return a;
    }
    int r = ((a >> 16 & 255) * (256 - s) + (b >> 16 & 255) * s) >> 8;
    int g = ((a >> 8 & 255) * (256 - s) + (b >> 8 & 255) * s) >> 8;
    int c = ((a & 255) * (256 - s) + (b & 255) * s) >> 8;
    return r << 16 | g << 8 | c;
  }

  /** A colour under a light. */
  static int lit(int colour, float red, float green, float blue, float gloss) {
    return pack(
        (colour >> 16 & 255) * red + 255 * gloss,
        (colour >> 8 & 255) * green + 255 * gloss,
        (colour & 255) * blue + 255 * gloss);
  }
}
