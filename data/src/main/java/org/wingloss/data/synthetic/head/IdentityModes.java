package org.wingloss.data.synthetic.head;

import static org.wingloss.data.synthetic.head.ShapeMode.bell;
import static org.wingloss.data.synthetic.head.ShapeMode.step;

import java.util.List;

/**
 * How heads differ. Coefficients are standard normal: each field's displacement is one standard
 * deviation of that trait among adults, in millimetres.
 */
final class IdentityModes {
  /** All of them. */
  static final List<ShapeMode> ALL =
      List.of(
          new ShapeMode("head-width", (s, d) -> d[0] = 0.045 * s.x()),
          new ShapeMode("lower-width", (s, d) -> d[0] = 0.055 * s.x() * step(s.y(), 15, 85)),
          new ShapeMode("head-depth", (s, d) -> d[2] = 0.05 * s.z()),
          new ShapeMode(
              "cheekbones",
              (s, d) -> d[0] = 2 * s.sign() * bell(s.y(), 15, 20) * step(s.side(), 40, 70)),
          new ShapeMode("jaw-length", (s, d) -> d[1] = 4.5 * step(s.y(), 66, 108)),
          new ShapeMode("middle-length", (s, d) -> d[1] = 3 * step(s.y(), 5, 45)),
          new ShapeMode("forehead-height", (s, d) -> d[1] = -5 * step(s.y(), -20, -90)),
          new ShapeMode(
              "eye-distance",
              (s, d) -> d[0] = 1.6 * s.sign() * bell(s.side(), 31, 18) * bell(s.y(), 0, 14)),
          new ShapeMode(
              "eye-height", (s, d) -> d[1] = 1.6 * bell(s.side(), 31, 22) * bell(s.y(), 0, 9)),
          new ShapeMode(
              "eye-tilt",
              (s, d) ->
                  d[1] =
                      -1.1
                          * Math.max(-1.3, Math.min(1.3, (s.side() - 31) / 14))
                          * bell(s.side(), 31, 18)
                          * bell(s.y(), 0, 10)),
          new ShapeMode(
              "eye-width",
              (s, d) ->
                  d[0] =
                      0.08
                          * s.sign()
                          * (s.side() - 31)
                          * bell(s.side(), 31, 18)
                          * bell(s.y(), 0, 10)),
          new ShapeMode(
              "eye-opening",
              (s, d) -> d[1] = (-1.1 * s.upperLid() + 0.4 * s.lowerLid()) * s.opening() / 8.5),
          new ShapeMode(
              "nose-width",
              (s, d) -> d[0] = 1.7 * s.sign() * bell(s.y(), 38, 10) * bell(s.side(), 14, 7)),
          new ShapeMode(
              "nose-length", (s, d) -> d[1] = 2.4 * bell(s.y(), 42, 14) * bell(s.side(), 0, 18)),
          new ShapeMode(
              "nose-protrusion",
              (s, d) ->
                  d[2] =
                      2.6
                          * step(s.y(), -4, 33)
                          * (1 - step(s.y(), 36, 54))
                          * bell(s.side(), 0, 11)),
          new ShapeMode(
              "nose-bridge", (s, d) -> d[2] = 2.2 * bell(s.y(), 8, 10) * bell(s.side(), 0, 8)),
          new ShapeMode(
              "nose-tip", (s, d) -> d[1] = -1.6 * bell(s.y(), 35, 7) * bell(s.side(), 0, 10)),
          new ShapeMode(
              "mouth-width",
              (s, d) ->
                  d[0] =
                      2.2
                          * s.sign()
                          * bell(s.y(), 66, 14)
                          * step(s.side(), 0, 28)
                          * (1 - step(s.side(), 32, 56))),
          new ShapeMode(
              "mouth-height", (s, d) -> d[1] = 1.8 * bell(s.y(), 67, 16) * bell(s.x(), 0, 35)),
          new ShapeMode(
              "upper-lip", (s, d) -> d[1] = -1.3 * bell(s.y(), 58, 3.2) * bell(s.side(), 0, 14)),
          new ShapeMode(
              "lower-lip", (s, d) -> d[1] = 1.5 * bell(s.y(), 78, 4) * bell(s.side(), 0, 15)),
          new ShapeMode(
              "lips-forward", (s, d) -> d[2] = 1.8 * bell(s.y(), 67, 12) * bell(s.side(), 0, 18)),
          new ShapeMode(
              "brow-height", (s, d) -> d[1] = -3 * bell(s.y(), -20, 9) * bell(s.side(), 36, 24)),
          new ShapeMode(
              "brow-tilt",
              (s, d) ->
                  d[1] =
                      -1.7 * (s.side() - 36) / 20 * bell(s.y(), -20, 9) * bell(s.side(), 36, 24)),
          new ShapeMode(
              "brow-arch",
              (s, d) ->
                  d[1] =
                      -2
                          * (bell(s.side(), 40, 10) - 0.5)
                          * bell(s.y(), -20, 8)
                          * bell(s.side(), 36, 24)),
          new ShapeMode(
              "brow-spacing",
              (s, d) ->
                  d[0] =
                      1.5
                          * s.sign()
                          * bell(s.y(), -19, 8)
                          * step(s.side(), 4, 13)
                          * (1 - step(s.side(), 26, 54))),
          new ShapeMode("chin-width", (s, d) -> d[0] = 0.1 * s.x() * bell(s.y(), 106, 14)),
          new ShapeMode(
              "chin-forward", (s, d) -> d[2] = 3 * bell(s.y(), 100, 16) * bell(s.side(), 0, 24)),
          new ShapeMode(
              "jaw-angle",
              (s, d) -> d[0] = 2.5 * s.sign() * bell(s.y(), 72, 17) * step(s.side(), 30, 60)),
          new ShapeMode(
              "cheeks", (s, d) -> d[2] = 2.2 * bell(s.y(), 48, 18) * bell(s.side(), 44, 12)),
          new ShapeMode(
              "profile", (s, d) -> d[2] = 2.5 * bell(s.y(), 45, 32) * step(s.z(), -60, 10)),
          new ShapeMode(
              "brow-ridge", (s, d) -> d[2] = 1.8 * bell(s.y(), -16, 8) * bell(s.side(), 26, 24)),
          new ShapeMode(
              "crooked-mouth", (s, d) -> d[0] = 0.9 * bell(s.y(), 68, 16) * bell(s.x(), 0, 30)),
          new ShapeMode(
              "crooked-nose", (s, d) -> d[0] = 0.9 * bell(s.y(), 36, 14) * bell(s.x(), 0, 16)),
          new ShapeMode("crooked-jaw", (s, d) -> d[0] = 1.3 * step(s.y(), 50, 105)),
          new ShapeMode(
              "uneven-brows",
              (s, d) -> d[1] = s.sign() * bell(s.y(), -20, 8) * bell(s.side(), 36, 20)),
          new ShapeMode(
              "uneven-eyes",
              (s, d) -> d[1] = 0.5 * s.sign() * bell(s.y(), 0, 9) * bell(s.side(), 31, 18)));

  private IdentityModes() {}
}
