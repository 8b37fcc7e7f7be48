package org.wingloss.model.detector;

import java.util.function.Consumer;
import org.wingloss.data.image.RgbImage;

/** What both kinds of YuNet share: the input, BGR 0 … 255, and the score. */
sealed interface YuNetFamily extends DetectorFamily permits YuNet, PriorYuNet {
  @Override
  default int width() {
    return 640;
  }

  @Override
  default int height() {
    return 640;
  }

  @Override
  default boolean blueFirst() {
    return true;
  }

  @Override
  default void views(RgbImage image, int width, int height, Consumer<View> consumer) {
    consumer.accept(View.of(image, Placement.fitted(image, width, height), width, height));
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
