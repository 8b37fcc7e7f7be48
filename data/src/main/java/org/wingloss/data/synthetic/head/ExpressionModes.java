package org.wingloss.data.synthetic.head;

import static org.wingloss.data.synthetic.head.ShapeMode.bell;
import static org.wingloss.data.synthetic.head.ShapeMode.step;

import java.util.List;
import org.wingloss.data.synthetic.render.Part;

/**
 * What faces do. A coefficient of 1 is the full movement; the neutral head has its mouth a little
 * open, so that {@code close-mouth} is 1 on a resting face.
 */
final class ExpressionModes {
  /** Lips meet. */
  static final int CLOSE_MOUTH = 0;

  /** The jaw drops. */
  static final int OPEN_JAW = 1;

  /** Corners of the mouth go out and up, cheeks rise. */
  static final int SMILE = 2;

  /** Lips round and come forward. */
  static final int PUCKER = 3;

  /** Corners of the mouth go down. */
  static final int SULK = 4;

  /** The upper lip rises. */
  static final int RAISE_LIP = 5;

  /** The mouth moves to one side. */
  static final int MOUTH_ASIDE = 6;

  /** Both brows rise. */
  static final int RAISE_BROWS = 7;

  /** The inner ends of the brows rise. */
  static final int WORRY = 8;

  /** The brows come down and together. */
  static final int FROWN = 9;

  /** The lids of the picture's left eye close. */
  static final int CLOSE_LEFT_EYE = 10;

  /** The lids of the picture's right eye close. */
  static final int CLOSE_RIGHT_EYE = 11;

  /** Lower lids rise. */
  static final int SQUINT = 12;

  /** Lips press together and get thin. */
  static final int PRESS_LIPS = 13;

  /** The corners of the mouth: one of the two rises. */
  static final int SMIRK = 14;

  /** Between the lips of the neutral head, millimetres. */
  static final double NEUTRAL_GAP = 5.75;

  /** All of them, in the order of the constants. */
  static final List<ShapeMode> ALL =
      List.of(
          new ShapeMode("close-mouth", ExpressionModes::closeMouth),
          new ShapeMode("open-jaw", ExpressionModes::openJaw),
          new ShapeMode("smile", ExpressionModes::smile),
          new ShapeMode("pucker", ExpressionModes::pucker),
          new ShapeMode("sulk", (s, d) -> d[1] = 4.5 * corner(s)),
          new ShapeMode(
              "raise-lip",
              (s, d) ->
                  d[1] = isBelowMouth(s) ? 0 : -4 * bell(s.y(), 60, 6) * bell(s.side(), 0, 15)),
          new ShapeMode(
              "mouth-aside",
              (s, d) -> d[0] = isFlesh(s) ? 4 * bell(s.y(), 68, 13) * bell(s.x(), 0, 30) : 0),
          new ShapeMode(
              "raise-brows", (s, d) -> d[1] = -6.5 * bell(s.y(), -22, 11) * bell(s.side(), 34, 26)),
          new ShapeMode(
              "worry", (s, d) -> d[1] = -4.5 * bell(s.y(), -20, 9) * bell(s.side(), 14, 10)),
          new ShapeMode("frown", ExpressionModes::frown),
          new ShapeMode("close-left-eye", (s, d) -> closeEye(s, d, -1)),
          new ShapeMode("close-right-eye", (s, d) -> closeEye(s, d, 1)),
          new ShapeMode(
              "squint",
              (s, d) -> d[1] = (-2.2 * s.lowerLid() + 0.8 * s.upperLid()) * s.opening() / 8.5),
          new ShapeMode("press-lips", ExpressionModes::pressLips),
          new ShapeMode(
              "smirk",
              (s, d) -> {
                d[0] = 3 * corner(s);
                d[1] = -3 * s.sign() * corner(s);
              }));

  private ExpressionModes() {}

  private static boolean isFlesh(HeadVertex s) {
    return s.part() == Part.SKIN;
  }

  /** The line between the lips of the neutral head. */
  private static double mouthLine(double side) {
    return 64.3 + 2.2 * Math.max(0, 1 - side * side / 640);
  }

  private static boolean isBelowMouth(HeadVertex s) {
    return switch (s.part()) {
      case TEETH -> s.y() > 69.5;
      default -> s.y() > mouthLine(s.side());
    };
  }

  private static double corner(HeadVertex s) {
    return isFlesh(s) ? bell(s.side(), 28, 10) * bell(s.y(), 64.5, 9) : 0;
  }

  /** Height of the gap between the lips of the neutral head. */
  private static double gap(double side) {
    double t = Math.max(0, 1 - side / 23.4);
    return side < 7.3 ? NEUTRAL_GAP : NEUTRAL_GAP * Math.pow(t / 0.688, 0.8);
  }

  private static void closeMouth(HeadVertex s, double[] d) {
    if (isBelowMouth(s) && s.part() != Part.MOUTH) {
      double fall = isFlesh(s) ? 1 - 0.45 * step(s.y(), 70, 100) : 0.8;
      double width = 1 - step(s.side(), 24, 50);
      double lip = isFlesh(s) ? gap(s.side()) : gap(0);
      double chin = 3 * step(s.y(), 76, 95) * width;
      double near = 1 - step(s.y(), 70, 95);
      d[1] = -(lip * near * fall + chin * (1 - near));
      d[2] = 1.2 * bell(s.y(), 70, 5) * bell(s.side(), 0, 14);
    }
  }

  private static void openJaw(HeadVertex s, double[] d) {
    if (s.part() == Part.EAR || s.part() == Part.SKULL || s.part() == Part.EYE) {
      return;
    }
    double dy = s.y() - 12;
    double dz = s.z() + 58;
    double angle = Math.toDegrees(StrictMath.atan2(dy, dz));
    double far = step(angle, 22, 62) * step(s.y(), 25, 60);
    double lips = isBelowMouth(s) ? 1 : 0;
    double weight = lips + (far - lips) * step(s.side(), 10, 27);
    if (s.part() == Part.TEETH || s.part() == Part.MOUTH) {
      weight = isBelowMouth(s) ? 1 : 0;
    }
    weight *= 1 - 0.9 * step(s.y() - 0.35 * s.z(), 118, 150);
    d[1] = 0.32 * dz * weight;
    d[2] = -0.12 * dy * weight;
  }

  private static void smile(HeadVertex s, double[] d) {
    if (!isFlesh(s)) {
      return;
    }
    double corner = corner(s);
    double cheek = bell(s.side(), 38, 12) * bell(s.y(), 36, 14);
    double middle = bell(s.side(), 0, 13) * bell(s.y(), 67, 10);
    d[0] = s.sign() * (7 * corner + 2 * cheek);
    d[1] = -5 * corner - 3 * cheek - 1.2 * s.lowerLid() * s.opening() / 8.5;
    d[2] = -4.5 * corner + 3 * cheek - 3 * middle;
  }

  private static void pucker(HeadVertex s, double[] d) {
    if (!isFlesh(s)) {
      return;
    }
    double band = bell(s.y(), 67, 11);
    d[0] = -8 * s.sign() * band * step(s.side(), 0, 28) * (1 - step(s.side(), 30, 52));
    d[2] = 5 * band * bell(s.side(), 0, 16);
  }

  private static void frown(HeadVertex s, double[] d) {
    double inner = bell(s.y(), -19, 9) * bell(s.side(), 18, 14);
    d[0] = -2.2 * s.sign() * inner;
    d[1] = 4.5 * inner;
    d[2] = 1.2 * inner;
  }

  private static void closeEye(HeadVertex s, double[] d, int side) {
    if (s.sign() == side && isFlesh(s)) {
      d[1] = s.opening() * (0.88 * s.upperLid() - 0.1 * s.lowerLid());
      d[2] = 0.12 * s.opening() * s.upperLid();
    }
  }

  private static void pressLips(HeadVertex s, double[] d) {
    if (isFlesh(s)) {
      double width = bell(s.side(), 0, 16);
      d[1] = 2 * bell(s.y(), 57.5, 3.5) * width - 2.5 * bell(s.y(), 78, 4.5) * width;
      d[2] = -2 * bell(s.y(), 68, 10) * width;
    }
  }
}
