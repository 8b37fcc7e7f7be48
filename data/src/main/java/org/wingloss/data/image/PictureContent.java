package org.wingloss.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is taken from an untrusted picture file: the parts from which a decoder makes pixels, and
 * what the header says about them. Everything else, such as texts, profiles and thumbnails, stays
 * out of the decoder's sight: once inflated it could be of any size.
 *
 * @param decoder the name of the format, as Image I/O knows it
 * @param bytes a file of that format with nothing but pixels
 * @param size of the picture
 * @param frame where the decoder's pixels lie in it
 * @param decoderBytes how much memory the decoder takes per pixel of the frame, at most
 * @param orientation as the EXIF tag says
 * @param flaw what is wrong with the file although no pixel is missing
 */
record PictureContent(
    String decoder,
    ByteBuffer bytes,
    ImageSize size,
    Frame frame,
    double decoderBytes,
    ExifOrientation orientation,
    Optional<String> flaw) {

  /** A picture that is one frame, upright and without a flaw. */
  PictureContent(String decoder, byte[] bytes, ImageSize size, double decoderBytes) {
    this(
        decoder,
        ByteBuffer.wrap(bytes),
        size,
        new Frame(0, 0, size),
        decoderBytes,
        ExifOrientation.UPRIGHT,
        Optional.empty());
  }

  PictureContent with(ExifOrientation tag) {
    return new PictureContent(decoder, bytes, size, frame, decoderBytes, tag, flaw);
  }

  PictureContent with(Optional<String> found) {
    return new PictureContent(decoder, bytes, size, frame, decoderBytes, orientation, found);
  }

  PictureContent with(Frame place, ImageSize whole) {
    return new PictureContent(decoder, bytes, whole, place, decoderBytes, orientation, flaw);
  }

  /**
   * A part of a picture; what lies around it is black.
   *
   * @param left column of its left edge
   * @param top row of its upper edge
   * @param size its own
   */
  record Frame(int left, int top, ImageSize size) {
    /** A picture of the stated size, enlarged where the frame reaches over its edge. */
    ImageSize within(int width, int height) {
      return new ImageSize(
          Math.max(width, left + size.width()), Math.max(height, top + size.height()));
    }

    /** The whole picture with this frame in it. */
    RgbImage on(ImageSize whole, RgbImage pixels) {
      if (whole.equals(size)) {
        return pixels;
      }
      RgbImage out = new RgbImage(whole.width(), whole.height());
      for (int y = 0; y < size.height(); y++) {
        int to = 3 * ((top + y) * whole.width() + left);
        System.arraycopy(pixels.rgb(), 3 * y * size.width(), out.rgb(), to, 3 * size.width());
      }
      return out;
    }
  }

  /** How the parts of one format are found. */
  @FunctionalInterface
  interface Finder {
    /**
     * The parts of a file.
     *
     * @throws IOException saying what is wrong; buffer and index exceptions mean that the file ends
     *     too early
     */
    PictureContent find(byte[] file) throws IOException;
  }
}
