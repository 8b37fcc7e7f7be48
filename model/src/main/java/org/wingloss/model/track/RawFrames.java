package org.wingloss.model.track;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/**
 * Frames of a fixed size as raw RGB bytes, row by row, one behind the other, as {@code ffmpeg -f
 * rawvideo -pix_fmt rgb24} writes them.
 */
public final class RawFrames {
  private final InputStream in;
  private final int width;
  private final int height;
  private long frames;

  /**
   * Begins to read.
   *
   * @param in the stream; stays open
   * @throws IllegalArgumentException if the size is not sensible
   */
  public RawFrames(InputStream in, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > ImageFiles.LARGEST_PICTURE) {
      throw new IllegalArgumentException(
          "a frame must have 1 to %d pixels but was %d x %d"
              .formatted(ImageFiles.LARGEST_PICTURE, width, height));
    }
    this.in = in;
    this.width = width;
    this.height = height;
  }

  /**
   * The next frame; empty at the end of the stream.
   *
   * @throws InvalidDataException if the stream ends within a frame or fails
   */
  public Optional<RgbImage> next() {
    byte[] rgb = new byte[3 * width * height];
    int read;
    try {
      read = in.readNBytes(rgb, 0, rgb.length);
    } catch (IOException e) {
      throw new InvalidDataException(
          "frame %d cannot be read: %s".formatted(frames, e.getMessage()), e);
    }
    if (read == 0) {
      return Optional.empty();
    }
    if (read < rgb.length) {
      throw new InvalidDataException(
          "the stream ends within frame %d: %d of %d bytes; is the size %d x %d right?"
              .formatted(frames, read, rgb.length, width, height));
    }
    frames++;
    return Optional.of(new RgbImage(width, height, rgb));
  }
}
