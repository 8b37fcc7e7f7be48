package org.wingloss.data.synthetic.skin;

import org.wingloss.data.synthetic.render.Fragments;
import org.wingloss.data.synthetic.render.NoiseTexture;
import org.wingloss.data.synthetic.render.Shader;

/**
 * Skin with everything that is painted on it or grows on it. A mask has 256 values: what each of
 * them means to this face is in a table, in 256ths.
 */
public final class SkinShader implements Shader {
  /** How much of a hair's colour shows in a strand, by the noise's byte. */
  private static final float[] BEARD_STRAND = opacities(0.8f, 0.45f);

  private static final float[] BROW_STRAND = opacities(0.85f, 0.4f);

  private final SkinAtlas atlas = SkinAtlas.get();
  private final Appearance look;
  private final int flushed;
  private final int hollow;
  private final int[] blush;
  private final int[] lips;
  private final int[] eyeShadow;
  private final int[] lids;
  private final int[] hollows;
  private final float[] beard;
  private final float[] moustache;
  private final float[] brows;
  private final float clouds;
  private final float grains;
  private final float plain;

  public SkinShader(Appearance look) {
    this.look = look;
    flushed = Shader.mix(look.skin, 0xC04A40, 0.5f);
    hollow = Shader.mix(look.skin, 0x200A08, 0.8f);
    blush = shares(look.blush);
    lips = shares(look.lipStrength);
    eyeShadow = shares(look.eyeShadowStrength);
    lids = shares(look.lidStrength);
    hollows = shares(look.folds);
    beard = growth(look.beardThreshold - 0.12f, 5, look.beardStrength);
    moustache = growth(look.moustacheThreshold, 8, look.moustacheStrength);
    brows = growth(look.browThreshold - 0.1f, 6, look.browStrength);
    clouds = look.spots * 0.8f / 128;
    grains = look.spots * 0.5f / 128;
    plain = 1 - 128 * (clouds + grains);
  }

  private static int[] shares(float strength) {
    int[] out = new int[256];
    for (int i = 0; i < 256; i++) {
      out[i] = (int) (strength * i * (256 / 255f));
    }
    return out;
  }

  private static float[] growth(float threshold, float steepness, float strength) {
    float[] out = new float[256];
    for (int i = 0; i < 256; i++) {
      float over = i * (1 / 255f) - threshold;
      out[i] = 256 * Math.max(0, Math.min(1, over * steepness)) * strength;
    }
    return out;
  }

  private static float[] opacities(float mean, float spread) {
    float[] out = new float[256];
    for (int i = 0; i < 256; i++) {
      out[i] = mean + spread * (i - 128) * (1 / 128f);
    }
    return out;
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
  public int colour(float u, float v, float red, float green, float blue, float gloss) {
    long masks = atlas.at(u, v);
    int cloud =
        NoiseTexture.texel(NoiseTexture.CLOUDS, u * 1.7f + look.textureU, v * 1.7f + look.textureV);
    int grain =
        NoiseTexture.texel(NoiseTexture.GRAIN, u * 2.3f + look.textureU, v * 2.3f + look.textureV);
    float tone = plain + clouds * cloud + grains * grain;
    int c = look.skin;
    float shine = look.oil;
    if (masks != 0) {
      c = Shader.blend(c, flushed, blush[mask(masks, SkinAtlas.BLUSH)]);
      float bearded = beard[mask(masks, SkinAtlas.BEARD)];
      float moustached = moustache[mask(masks, SkinAtlas.MOUSTACHE)];
      if (bearded + moustached > 0) {
        float strand = BEARD_STRAND[strand(u, v)];
        c = Shader.blend(c, look.hair, Math.min(256, (int) (bearded * strand)));
        shine *= 1 - bearded * (1 / 256f);
        c = Shader.blend(c, look.hair, Math.min(256, (int) (moustached * strand)));
      }
      int lip = mask(masks, SkinAtlas.LIPS);
      if (lip > 0) {
        c = Shader.blend(c, look.lips, lips[lip]);
        shine += lip * (0.1f / 255);
        tone += lip * (0.1f / 255) * NoiseTexture.at(NoiseTexture.STRANDS, u * 3, v);
      }
      c = Shader.blend(c, look.eyeShadow, eyeShadow[mask(masks, SkinAtlas.EYE_SHADOW)]);
      c = Shader.blend(c, 0x1C0F0B, lids[mask(masks, SkinAtlas.LIDS)]);
      c = Shader.blend(c, hollow, hollows[mask(masks, SkinAtlas.HOLLOWS)]);
      float brow = brows[mask(masks, SkinAtlas.BROWS)];
      if (brow > 0) {
        c = Shader.blend(c, look.brows, Math.min(256, (int) (brow * BROW_STRAND[strand(u, v)])));
      }
    }
    // Light that went through flesh comes back red: dim skin is warmer than bright skin.
    float dim = Math.max(0, 0.9f - green);
    return Shader.lit(
        c,
        red * tone * (1 + 0.12f * dim),
        green * tone * (1 - 0.06f * dim),
        blue * tone * (1 - 0.2f * dim),
        gloss * shine);
  }

  private int strand(float u, float v) {
    return NoiseTexture.texel(
        NoiseTexture.STRANDS, u * 2.6f + v * 0.9f + look.textureU, v * 2f + look.textureV);
  }

  private static int mask(long masks, int channel) {
    return (int) (masks >>> channel) & 255;
  }
}
