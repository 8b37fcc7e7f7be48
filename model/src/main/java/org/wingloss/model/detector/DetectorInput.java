package org.wingloss.model.detector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.wingloss.data.image.RgbImage;

/**
 * What a detector's network takes.
 *
 * @param name of the input
 * @param width pixels; of a network that takes any size, how large it is asked to search
 * @param height likewise
 * @param channelsLast whether it is (1, height, width, 3) and not (1, 3, height, width)
 */
record DetectorInput(String name, int width, int height, boolean channelsLast) {
  /** The input's shape for a view of this size. */
  List<Long> shape(long width, long height) {
    return channelsLast ? List.of(1L, height, width, 3L) : List.of(1L, 3L, height, width);
  }

  /** The picture in the upper left corner; the rest stays zero. */
  FloatBuffer planes(View view, DetectorFamily family) {
    RgbImage seen = view.seen();
    FloatBuffer planes =
        ByteBuffer.allocateDirect(3 * view.width() * view.height() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int channel = 0; channel < 3; channel++) {
      int from = family.layout().blueFirst() ? 2 - channel : channel;
      for (int y = 0; y < seen.height(); y++) {
        for (int x = 0; x < seen.width(); x++) {
          int value = seen.rgb()[3 * (y * seen.width() + x) + from] & 0xFF;
          planes.put(at(channel, x, y, view), family.level(value));
        }
      }
    }
    return planes;
  }

  /** Where the level of a channel lies. */
  private int at(int channel, int x, int y, View view) {
    return channelsLast
        ? 3 * (y * view.width() + x) + channel
        : (channel * view.height() + y) * view.width() + x;
  }
}
