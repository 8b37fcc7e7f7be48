package org.wingloss.data.synthetic;

/** Skin with everything that is painted on it or grows on it. */
final class SkinPaint implements Paint {
  private final SkinAtlas atlas = SkinAtlas.get();
  private final Look look;
  private final int flushed;
  private final int hollow;

  SkinPaint(Look look) {
    this.look = look;
    flushed = Paint.mix(look.skin, 0xC04A40, 0.5f);
    hollow = Paint.mix(look.skin, 0x200A08, 0.8f);
  }

  @Override
  public void colour(Fragments f) {
    for (int i = 0; i < f.count; i++) {
      f.colour[i] = colour(f.u[i], f.v[i], f.red[i], f.green[i], f.blue[i], f.gloss[i]);
    }
  }

  @Override
  public int colour(float u, float v, float red, float green, float blue, float gloss) {
    long masks = atlas.at(u, v);
    float cloud = Noise.at(Noise.CLOUDS, u * 1.7f + look.textureU, v * 1.7f + look.textureV);
    float grain = Noise.at(Noise.GRAIN, u * 2.3f + look.textureU, v * 2.3f + look.textureV);
    float tone = 1 + look.spots * (0.8f * cloud + 0.5f * grain);
    int c = look.skin;
    float shine = look.oil;
    if (masks != 0) {
      c = Paint.mix(c, flushed, look.blush * share(masks, SkinAtlas.BLUSH));
      float beard = share(masks, SkinAtlas.BEARD);
      if (beard > look.beardThreshold - 0.12f) {
        float a = Math.min(1, (beard - look.beardThreshold + 0.12f) * 5) * look.beardStrength;
        c = Paint.mix(c, look.hair, clamp(a * (0.8f + 0.45f * strand(u, v))));
        shine *= 1 - a;
      }
      float moustache = share(masks, SkinAtlas.MOUSTACHE);
      if (moustache > look.moustacheThreshold) {
        float a = Math.min(1, (moustache - look.moustacheThreshold) * 8) * look.moustacheStrength;
        c = Paint.mix(c, look.hair, clamp(a * (0.8f + 0.45f * strand(u, v))));
      }
      float lips = share(masks, SkinAtlas.LIPS);
      if (lips > 0) {
        c = Paint.mix(c, look.lips, lips * look.lipStrength);
        shine += lips * 0.1f;
        tone += lips * 0.1f * Noise.at(Noise.STRANDS, u * 3, v);
      }
      c = Paint.mix(c, look.eyeShadow, look.eyeShadowStrength * share(masks, SkinAtlas.EYE_SHADOW));
      c = Paint.mix(c, 0x1C0F0B, look.lidStrength * share(masks, SkinAtlas.LIDS));
      c = Paint.mix(c, hollow, look.folds * share(masks, SkinAtlas.HOLLOWS));
      float brow = share(masks, SkinAtlas.BROWS);
      if (brow > look.browThreshold - 0.1f) {
        float a = Math.min(1, (brow - look.browThreshold + 0.1f) * 6) * look.browStrength;
        c = Paint.mix(c, look.brows, clamp(a * (0.85f + 0.4f * strand(u, v))));
      }
    }
    // Light that went through flesh comes back red: dim skin is warmer than bright skin.
    float dim = Math.max(0, 0.9f - green);
    return Paint.lit(
        c,
        red * tone * (1 + 0.12f * dim),
        green * tone * (1 - 0.06f * dim),
        blue * tone * (1 - 0.2f * dim),
        gloss * shine);
  }

  private float strand(float u, float v) {
    return Noise.at(Noise.STRANDS, u * 2.6f + v * 0.9f + look.textureU, v * 2f + look.textureV);
  }

  private static float share(long masks, int channel) {
    return (int) (masks >>> channel & 255) * (1 / 255f);
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
