package org.wingloss.data.image;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where decoded pictures come from: {@link ImageFiles#read}, {@link FlawedPictures}, or {@link
 * DecodedPictures}.
 */
@FunctionalInterface
public interface PictureSource {
  /**
   * A picture as stored.
   *
   * @return pixels that may be shared and must not be written to
   * @throws org.wingloss.data.InvalidDataException if it cannot be read
   */
  RgbImage read(Path file);

  /** What is to be said of the pictures read so far, in a sentence; often nothing. */
  default Optional<String> remark() {
    return Optional.empty();
  }
}
