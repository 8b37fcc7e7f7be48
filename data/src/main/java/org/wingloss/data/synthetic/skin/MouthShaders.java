package org.wingloss.data.synthetic.skin;

import org.wingloss.data.synthetic.render.Shader;

/** The colours of what an open mouth shows. */
public final class MouthShaders {
  private MouthShaders() {}

  /** Teeth: white, a line between two of them, darker to the sides. */
  public static int teeth(float u, float v, float red, float green, float blue, float gloss) {
    float gapAt = Math.abs(u) % 7.5f;
    float line = gapAt < 0.5f ? 0.75f : 1;
    float deep = line * Math.max(0.35f, 1 - Math.abs(u) / 34);
    return Shader.lit(0xE8E0D0, red * deep, green * deep, blue * deep, gloss * 0.1f);
  }

  /** The hollow of the mouth: dark, redder below, where the tongue lies. */
  public static int cavity(float u, float v, float red, float green, float blue, float gloss) {
    return Shader.lit(0x3A1210, red * (v < 0.5f ? 0.5f : 1.3f), green * 0.8f, blue * 0.8f, 0);
  }
}
