package org.wingloss.data.detection;

import java.util.random.RandomGenerator;
import org.wingloss.data.image.RgbImage;

/** What light and a camera make of every value: a random gain, gamma and tint. */
final class Tone {
  private static final double SHARE = 0.7;

  private final byte[][] curves = new byte[3][256];

  private Tone(double[] gains, double gamma) {
    for (int i = 0; i < 256; i++) {
      double bent = Math.pow(i / 255.0, gamma);
      for (int k = 0; k < 3; k++) {
        curves[k][i] = (byte) (int) Math.min(255, Math.round(255 * gains[k] * bent));
      }
    }
  }

  /** Draws one; three of ten change nothing. */
  static Tone random(RandomGenerator random) {
    double strength = random.nextDouble() < SHARE ? 1 : 0;
    double gain = strength * random.nextGaussian() * 0.22;
    double gamma = strength * random.nextGaussian() * 0.25;
    double[] gains = new double[3];
    for (int k = 0; k < 3; k++) {
      gains[k] = Math.exp(gain + strength * random.nextGaussian() * 0.07);
    }
    return new Tone(gains, Math.exp(gamma));
  }

  /** The value of a channel, 0 to 255. */
  int of(byte value, int channel) {
    return curves[channel][value & 0xFF] & 0xFF;
  }

  /** Changes a picture in place. */
  void apply(RgbImage image) {
    byte[] rgb = image.rgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = curves[i % 3][rgb[i] & 0xFF];
    }
  }
}
