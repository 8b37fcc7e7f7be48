package org.wingloss.data.synthetic.photograph;

import org.wingloss.data.synthetic.render.Fragments;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.skin.Appearance;
import org.wingloss.data.synthetic.skin.SkinShader;

/** Photographed skin where the photograph shows it, painted skin around. */
public final class PhotographedSkinShader implements Shader {
  private final SkinShader painted;
  private final PhotographedSkin photograph;
  private final float oil;
  private final float red;
  private final float green;
  private final float blue;

  /**
   * A face's skin.
   *
   * @param look its other colours; where its skin is of another colour than the photograph's mean,
   *     the photograph is tinted
   */
  public PhotographedSkinShader(Appearance look, PhotographedSkin photograph) {
    this.painted = new SkinShader(look);
    this.photograph = photograph;
    this.oil = look.oil;
    this.red = ratio(look.skin >> 16, photograph.mean() >> 16);
    this.green = ratio(look.skin >> 8, photograph.mean() >> 8);
    this.blue = ratio(look.skin, photograph.mean());
  }

  private static float ratio(int wanted, int given) {
    return (wanted & 255) / (float) Math.max(1, given & 255);
  }

  @Override
  public void colour(Fragments f) {
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

  @Override
  public int colour(float u, float v, float r, float g, float b, float gloss) {
    int share = photograph.share(u, v);
    if (share == 0) {
      return painted.colour(u, v, r, g, b, gloss);
    }
    int shown =
        Shader.lit(photograph.colour(u, v), r * red, g * green, b * blue, gloss * oil * 0.5f);
    return share > 255 ? shown : Shader.blend(painted.colour(u, v, r, g, b, gloss), shown, share);
  }
}
