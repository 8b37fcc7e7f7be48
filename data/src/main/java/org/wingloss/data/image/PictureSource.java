package org.wingloss.data.image;

import java.nio.file.Path;

/** Where decoded pictures come from: {@link ImageFiles#read}, or {@link DecodedPictures}. */
@FunctionalInterface
public interface PictureSource {
  /**
   * A picture as stored.
   *
   * @return pixels that may be shared and must not be written to
   * @throws org.wingloss.data.InvalidDataException if it cannot be read
   */
  RgbImage read(Path file);
}
