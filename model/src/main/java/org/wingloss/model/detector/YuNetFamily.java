package org.wingloss.model.detector;

import java.util.List;

/** What both kinds of YuNet share: the input, BGR 0 … 255, and the score. */
sealed interface YuNetFamily extends DetectorFamily permits YuNet, PriorYuNet {
  /** The layout with these outputs. */
  static Layout layout(String... outputs) {
    return new Layout(List.of(outputs), 640, 640, true);
  }

  @Override
  default float level(int value) {
    return value;
  }

  /** √(a·b) of two shares, which rounding may have put outside [0, 1]; NaN is no face. */
  static double score(float a, float b) {
    double product = Math.max(0, Math.min(1, a)) * Math.max(0, Math.min(1, b));
    return Math.sqrt(product);
  }
}
