package org.wingloss.data.synthetic.head;

import java.util.random.RandomGenerator;

/** Draws the coefficients of {@link ExpressionModes} in combinations that faces make. */
final class Expression {
  private Expression() {}

  static double[] random(RandomGenerator random, double strength) {
    double[] c = new double[ExpressionModes.ALL.size()];
    c[ExpressionModes.CLOSE_MOUTH] = 1;
    double mood = random.nextDouble();
    if (mood < 0.3) {
      rest(c, random, strength);
    } else if (mood < 0.68) {
      happy(c, random, strength);
    } else if (mood < 0.84) {
      talk(c, random, strength);
    } else {
      upset(c, random, strength);
    }
    eyes(c, random, strength);
    return c;
  }

  /** Nothing moves; the lips are closed. */
  static double[] resting() {
    double[] c = new double[ExpressionModes.ALL.size()];
    c[ExpressionModes.CLOSE_MOUTH] = 1;
    return c;
  }

  /** Nothing moves, but the lips are {@code gap} millimetres apart. */
  static double[] parted(double gap) {
    double[] c = resting();
    c[ExpressionModes.CLOSE_MOUTH] = 1 - Math.min(gap, 12) / ExpressionModes.NEUTRAL_GAP;
    return c;
  }

  /**
   * From rest to another expression whose skin shows all that the resting one shows; the lips part
   * in one of three where they may.
   */
  static double[] randomChange(RandomGenerator random, double strength, double mouth) {
    double[] c = resting();
    if (random.nextDouble() < 0.35) {
      c[ExpressionModes.CLOSE_MOUTH] = 1 - mouth * random.nextDouble(0.2, 1.1);
      c[ExpressionModes.OPEN_JAW] = mouth * Math.pow(random.nextDouble(), 1.4) * 1.2;
      c[ExpressionModes.PUCKER] = mouth * random.nextDouble(-0.3, 0.5);
      c[ExpressionModes.RAISE_LIP] = mouth * random.nextDouble(-0.2, 0.6);
    }
    c[ExpressionModes.RAISE_BROWS] = strength * random.nextGaussian() * 0.5;
    c[ExpressionModes.WORRY] = strength * random.nextDouble(-0.1, 0.6);
    c[ExpressionModes.FROWN] = strength * random.nextDouble(-0.2, 0.8);
    c[ExpressionModes.SULK] = strength * random.nextGaussian() * 0.5;
    c[ExpressionModes.MOUTH_ASIDE] = strength * random.nextGaussian() * 0.4;
    c[ExpressionModes.SMIRK] = strength * random.nextGaussian() * 0.4;
    return c;
  }

  private static void rest(double[] c, RandomGenerator random, double strength) {
    if (random.nextDouble() < 0.3) {
      c[ExpressionModes.CLOSE_MOUTH] = 1 - strength * random.nextDouble();
    }
    c[ExpressionModes.SMILE] = strength * random.nextDouble(-0.1, 0.25);
    c[ExpressionModes.PRESS_LIPS] = strength * random.nextDouble(-0.2, 0.5);
    c[ExpressionModes.RAISE_BROWS] = strength * random.nextGaussian() * 0.25;
  }

  private static void happy(double[] c, RandomGenerator random, double strength) {
    double smile = random.nextDouble(0.3, 1.15);
    c[ExpressionModes.SMILE] = strength * smile;
    c[ExpressionModes.SMIRK] = strength * random.nextGaussian() * 0.2;
    if (random.nextDouble() < 0.72) {
      c[ExpressionModes.CLOSE_MOUTH] = 1 - strength * random.nextDouble(0.4, 1.1);
      c[ExpressionModes.OPEN_JAW] =
          strength * Math.max(0, random.nextGaussian() * 0.28) * random.nextDouble();
      c[ExpressionModes.RAISE_LIP] = strength * smile * random.nextDouble(0, 0.7);
    }
    c[ExpressionModes.SQUINT] = strength * smile * random.nextDouble(0, 0.8);
    c[ExpressionModes.RAISE_BROWS] = strength * random.nextGaussian() * 0.35;
  }

  private static void talk(double[] c, RandomGenerator random, double strength) {
    c[ExpressionModes.CLOSE_MOUTH] = 1 - strength;
    c[ExpressionModes.OPEN_JAW] = strength * Math.pow(random.nextDouble(), 1.4) * 1.35;
    c[ExpressionModes.PUCKER] = strength * random.nextDouble(-0.4, 0.9);
    c[ExpressionModes.RAISE_LIP] = strength * random.nextDouble(-0.3, 0.8);
    c[ExpressionModes.SMILE] = strength * Math.max(0, random.nextGaussian() * 0.5);
    c[ExpressionModes.RAISE_BROWS] = strength * random.nextDouble(-0.2, 1);
  }

  private static void upset(double[] c, RandomGenerator random, double strength) {
    c[ExpressionModes.SULK] = strength * random.nextDouble(0, 1);
    c[ExpressionModes.FROWN] = strength * random.nextDouble(0, 1.1);
    c[ExpressionModes.WORRY] = strength * random.nextDouble(-0.1, 0.9);
    c[ExpressionModes.MOUTH_ASIDE] = strength * random.nextGaussian() * 0.4;
    c[ExpressionModes.SMIRK] = strength * random.nextGaussian() * 0.4;
    c[ExpressionModes.PUCKER] = strength * random.nextDouble(-0.2, 0.8);
    if (random.nextDouble() < 0.4) {
      c[ExpressionModes.CLOSE_MOUTH] = 1 - strength * random.nextDouble();
      c[ExpressionModes.OPEN_JAW] = strength * random.nextDouble(0, 0.5);
    }
    c[ExpressionModes.SQUINT] = strength * random.nextDouble(0, 1);
  }

  private static void eyes(double[] c, RandomGenerator random, double strength) {
    double lids = strength * (random.nextGaussian() * 0.13 + 0.05);
    if (random.nextDouble() < 0.09) {
      lids = strength * random.nextDouble(0.35, 1);
    }
    double left = lids;
    double right = lids;
    if (random.nextDouble() < 0.02) {
      left = strength;
    }
    left += strength * random.nextGaussian() * 0.04;
    right += strength * random.nextGaussian() * 0.04;
    c[ExpressionModes.CLOSE_LEFT_EYE] = Math.max(-0.35, Math.min(1, left));
    c[ExpressionModes.CLOSE_RIGHT_EYE] = Math.max(-0.35, Math.min(1, right));
  }
}
