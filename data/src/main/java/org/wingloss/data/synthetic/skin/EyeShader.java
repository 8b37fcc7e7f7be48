package org.wingloss.data.synthetic.skin;

import org.wingloss.data.synthetic.render.Shader;

/** The white of an eye with iris, pupil and a highlight; (u, v) are millimetres from its middle. */
public final class EyeShader implements Shader {
  private static final float IRIS = 5.9f;
  private final Appearance look;
  private final float gazeX;
  private final float lidY;

  /**
   * One eye.
   *
   * @param look whose
   * @param side 1 if u points to the picture's right, −1 if it points to its left
   * @param lidY the upper lid's height, which throws a shadow
   */
  public EyeShader(Appearance look, int side, float lidY) {
    this.look = look;
    this.gazeX = look.gazeX * side;
    this.lidY = lidY;
  }

  @Override
  public int colour(float u, float v, float red, float green, float blue, float gloss) {
    float dx = u - gazeX;
    float dy = v - look.gazeY;
    float squared = dx * dx + dy * dy;
    int c;
    if (squared < IRIS * IRIS) {
      float r = (float) Math.sqrt(squared);
      if (r < 2.3f) {
        c = 0x0A0808;
      } else {
        float rim = r > 5 ? (r - 5) : 0;
        c = Shader.mix(look.iris, 0x0C0A0A, Math.min(1, rim * 0.8f));
        c = Shader.mix(c, 0xFFFFFF, 0.12f * (1 - rim) * (dy > 0 ? dy / IRIS : 0));
      }
      float hx = dx + 1.8f;
      float hy = dy + 2f;
      if (hx * hx + hy * hy < 0.8f) {
        return Shader.lit(0xFFFFFF, 0.3f + red, 0.3f + green, 0.3f + blue, 0);
      }
    } else {
      float pink = Math.min(1, Math.abs(u) / 16);
      c = Shader.mix(0xF0EDE9, 0xD88A80, pink * pink * pink * 0.8f);
    }
    float shade = Math.max(0.55f, Math.min(1, 0.6f + (v - lidY) * 0.1f));
    return Shader.lit(c, red * shade, green * shade, blue * shade, gloss * 0.15f);
  }
}
