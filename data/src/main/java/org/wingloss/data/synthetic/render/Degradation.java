package org.wingloss.data.synthetic.render;

import java.util.random.RandomGenerator;
import org.wingloss.data.image.RgbImage;

/** What a camera and its file format do to a picture: exposure, colour, blur, noise, blocks. */
public final class Degradation {
  private final float gain;
  private final float gamma;
  private final float[] balance = new float[3];
  private final float saturation;
  private final double blur;
  private final float noise;
  private final int noiseAt;
  private final double blocks;

  public Degradation(RandomGenerator random, double strength) {
    gain = (float) StrictMath.exp(strength * random.nextGaussian() * 0.2);
    gamma = (float) StrictMath.exp(strength * random.nextGaussian() * 0.25);
    for (int k = 0; k < 3; k++) {
      balance[k] = (float) StrictMath.exp(strength * random.nextGaussian() * 0.1);
    }
    boolean grey = random.nextDouble() < 0.08 * strength;
    saturation =
        grey ? 0 : (float) Math.max(0.2, 1 + strength * (random.nextGaussian() * 0.25 - 0.12));
    // Share of the picture's side, so that a face looks alike in every size.
    blur =
        random.nextDouble() < 0.55 * strength
            ? strength * Math.abs(random.nextGaussian()) * 0.0045
            : 0;
    noise = (float) (strength * Math.abs(random.nextGaussian()) * 0.018);
    noiseAt = random.nextInt(1 << 16);
    blocks = random.nextDouble() < 0.3 * strength ? random.nextDouble(0.5, 3) : 0;
  }

  /** Changes the picture in place. */
  public void apply(RgbImage image) {
    if (blur > 0) {
      CanvasBlur.gaussian(image, blur * image.width());
    }
    develop(image);
    if (blocks > 0) {
      BlockCompression.apply(image, blocks);
    }
  }

  private void develop(RgbImage image) {
    byte[] rgb = image.rgb();
    double[] bent = bent();
    int[] red = curve(bent, balance[0]);
    int[] green = curve(bent, balance[1]);
    int[] blue = curve(bent, balance[2]);
    int keep = Math.round(saturation * 256);
    int amplitude = Math.round(noise * 255 * 256 / 40f);
    byte[] grain = NoiseTexture.GRAIN;
    int width = 3 * image.width();
    for (int y = 0, at = noiseAt; y < image.height(); y++, at += 7919) {
      for (int i = y * width; i < (y + 1) * width; i += 3, at++) {
        int r = red[rgb[i] & 255];
        int g = green[rgb[i + 1] & 255];
        int b = blue[rgb[i + 2] & 255];
        int grey = (r * 77 + g * 150 + b * 29) >> 8;
        int base = grey + ((grain[at & 0xFFFF] & 255) - 128) * amplitude;
        rgb[i] = clamp(base + ((r - grey) >> 8) * keep);
        rgb[i + 1] = clamp(base + ((g - grey) >> 8) * keep);
        rgb[i + 2] = clamp(base + ((b - grey) >> 8) * keep);
      }
    }
  }

  /**
   * What gamma and gain make of the 256 values. A power of a product is the product of the powers,
   * so that only primes need to be raised.
   */
  private double[] bent() {
    double[] out = new double[256];
    out[1] = gain * StrictMath.pow(1 / 255.0, gamma);
    for (int i = 2; i < 256; i++) {
      if (out[i] == 0) {
        double power = StrictMath.pow(i, gamma);
        for (int k = 1; k * i < 256; k++) {
          if (out[k] != 0) {
            out[k * i] = out[k] * power;
          }
        }
      }
    }
    return out;
  }

  /** What becomes of the 256 values of a channel, in 256ths of a level. */
  private static int[] curve(double[] bent, float channelGain) {
    int[] out = new int[256];
    for (int i = 0; i < 256; i++) {
      double t = bent[i] * channelGain;
      // A soft shoulder instead of a hard clip.
      double soft = t < 0.8 ? t : 0.8 + 0.2 * (1 - StrictMath.exp(-(t - 0.8) / 0.2));
      out[i] = (int) Math.round(soft * 255 * 256);
    }
    return out;
  }

  private static byte clamp(int value) {
    return (byte) Shader.clamp(value >> 8);
  }
}
