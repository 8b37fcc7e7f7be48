package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.RgbImage;

/**
 * What the doctor keeps of a picture.
 *
 * @param width in pixels; 0 if it cannot be read
 * @param height in pixels; 0 if it cannot be read
 * @param orientation how the camera was held
 * @param thumbnail what it shows; none if it cannot be read
 * @param problem why it cannot be read, or what its file lacks, or empty
 */
record ExaminedPicture(
    int width,
    int height,
    ExifOrientation orientation,
    Optional<Thumbnail> thumbnail,
    String problem) {

  /** Decodes the whole picture, so that a truncated one is found. */
  static ExaminedPicture of(Path file) {
    try {
      EncodedPicture encoded = EncodedPicture.read(file);
      RgbImage image = encoded.decode();
      return new ExaminedPicture(
          image.width(),
          image.height(),
          encoded.orientation(),
          Optional.of(Thumbnail.of(image)),
          encoded.flaw().map(flaw -> file + " " + flaw).orElse(""));
    } catch (InvalidDataException e) {
      return new ExaminedPicture(0, 0, ExifOrientation.UPRIGHT, Optional.empty(), e.getMessage());
    }
  }

  boolean isReadable() {
    return thumbnail.isPresent();
  }
}
