package org.wingloss.model.layer;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * The size of one sample between two layers, without the batch axis.
 *
 * @param channels feature maps, or features after a {@link Linear} layer
 * @param height rows; 1 after a {@link Linear} layer
 * @param width columns; 1 after a {@link Linear} layer
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Extent(int channels, int height, int width) {
  /** Checks that every side is positive. */
  public Extent {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a layer's input must be at least 1 x 1 x 1 but was %d x %d x %d; the network input is too small"
              .formatted(channels, height, width));
    }
  }

  /** channels · height · width. */
  public long size() {
    return (long) channels * height * width;
  }

  /** Refuses another number of channels than a layer can use. */
  void requireChannels(int expected, String layer) {
    if (channels != expected) {
      throw new IllegalArgumentException(
          "%s expects %d channels but gets %d".formatted(layer, expected, channels));
    }
  }

  @Override
  public String toString() {
    return height == 1 && width == 1
        ? Integer.toString(channels)
        : channels + " x " + height + " x " + width;
  }
}
