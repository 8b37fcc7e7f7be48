package org.wingloss.data.synthetic.skin;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.render.Shader;

/** The colours of one person and what the person wears. */
public final class Appearance {
  private static final int[] SKINS = {
    0xEBC8B2, 0xDFB394, 0xD09F7C, 0xBA835C, 0x97643F, 0x6F4529, 0x482E1F
  };
  private static final int[] HAIRS = {
    0x15110F, 0x241A15, 0x3A281C, 0x54381F, 0x7A5230, 0xA87F4A, 0xD3B279, 0x8C3B1E, 0x8E8A86,
    0xD8D5CF
  };
  private static final int[] IRISES = {
    0x3B2314, 0x4E311B, 0x6A4A24, 0x6B6B38, 0x4E6B58, 0x4F7393, 0x6E8CA3
  };

  public final int skin;
  final int lips;
  final float lipStrength;
  public final int hair;
  final int brows;
  final int iris;
  final float browThreshold;
  final float browStrength;
  final float beardThreshold;
  final float beardStrength;
  final float moustacheThreshold;
  final float moustacheStrength;
  final int eyeShadow;
  final float eyeShadowStrength;
  final float lidStrength;
  final float blush;
  final float spots;
  final float folds;
  public final float oil;
  final float textureU;
  final float textureV;
  public final float gazeX;
  public final float gazeY;
  public final int clothes;
  public final boolean bearded;

  /** A person with painted skin. */
  public Appearance(RandomGenerator random) {
    this(random, OptionalInt.empty());
  }

  /**
   * A person whose skin may be a photograph's: it brings its own beard and brows.
   *
   * @param photographed the mean colour of that skin
   */
  public Appearance(RandomGenerator random, OptionalInt photographed) {
    double tone = Math.pow(random.nextDouble(), 1.9) * (SKINS.length - 1);
    int at = Math.min(SKINS.length - 2, (int) tone);
    int drawn = vary(Shader.mix(SKINS[at], SKINS[at + 1], (float) (tone - at)), random, 10);
    skin =
        photographed.isPresent()
            ? Shader.mix(photographed.getAsInt(), drawn, random.nextFloat(0, 0.6f))
            : drawn;
    boolean dark = tone > 3.2 || random.nextDouble() < 0.25;
    hair = vary(HAIRS[dark ? random.nextInt(3) : random.nextInt(HAIRS.length)], random, 10);
    brows = vary(Shader.mix(Shader.mix(hair, 0x2A1C14, 0.45f), skin, 0.08f), random, 5);
    iris = vary(IRISES[dark ? random.nextInt(3) : random.nextInt(IRISES.length)], random, 8);
    boolean feminine = random.nextBoolean();
    boolean makeUp = feminine && random.nextDouble() < 0.55;
    int natural = Shader.mix(skin, tone > 4 ? 0x55201F : 0xA8403F, random.nextFloat(0.3f, 0.7f));
    int stick = random.nextDouble() < 0.7 ? 0xB01832 : 0x9A3A66;
    lips = vary(makeUp ? Shader.mix(natural, stick, random.nextFloat()) : natural, random, 8);
    lipStrength = random.nextFloat(0.55f, 1);
    browThreshold = feminine ? random.nextFloat(0.42f, 0.66f) : random.nextFloat(0.28f, 0.55f);
    browStrength = random.nextFloat(0.45f, 0.95f);
    bearded = !feminine && random.nextDouble() < 0.5 && photographed.isEmpty();
    double growth = random.nextDouble();
    beardThreshold = bearded ? random.nextFloat(0.35f, 0.6f) : 2;
    beardStrength = bearded ? (float) (growth < 0.5 ? 0.15 + growth * 0.6 : 0.6 + growth * 0.4) : 0;
    boolean moustache =
        bearded
            ? random.nextDouble() < 0.85
            : !feminine && random.nextDouble() < 0.07 && photographed.isEmpty();
    moustacheThreshold = moustache ? random.nextFloat(0.35f, 0.55f) : 2;
    moustacheStrength = moustache ? (bearded ? beardStrength : random.nextFloat(0.5f, 1)) : 0;
    eyeShadow = vary(random.nextBoolean() ? 0x4A3038 : 0x55505E, random, 40);
    eyeShadowStrength = makeUp ? random.nextFloat(0.2f, 0.8f) : 0.12f;
    lidStrength = makeUp ? 1 : random.nextFloat(0.5f, 0.95f);
    blush = random.nextFloat(0.05f, 0.35f);
    spots = random.nextFloat(0.02f, 0.13f);
    folds = random.nextFloat(0.5f, 1);
    oil = random.nextFloat(0.02f, 0.2f);
    textureU = random.nextFloat(0, 256);
    textureV = random.nextFloat(0, 256);
    gazeX = (float) Math.max(-6, Math.min(6, random.nextGaussian() * 2.2));
    gazeY = (float) Math.max(-2.5, Math.min(2.5, random.nextGaussian() * 1.0));
    clothes = random.nextInt(0x1000000);
  }

  /** Another colour nearby: mostly lighter or darker, a little of another hue. */
  private static int vary(int colour, RandomGenerator random, int by) {
    double lighter = random.nextGaussian() * by;
    double warmer = random.nextGaussian() * by * 0.35;
    return Shader.pack(
        (float) ((colour >> 16 & 255) + lighter + warmer),
        (float) ((colour >> 8 & 255) + lighter + random.nextGaussian() * by * 0.15),
        (float) ((colour & 255) + lighter - warmer));
  }
}
