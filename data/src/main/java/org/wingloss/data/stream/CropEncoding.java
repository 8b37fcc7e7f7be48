package org.wingloss.data.stream;

import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** How a crop is stored. */
public enum CropEncoding {
  /** Small: JPEG of quality 95. */
  JPEG(".jpg"),
  /** Lossless, three to five times as large. */
  PNG(".png");

  private static final double QUALITY = 0.95;

  private final String ending;

  CropEncoding(String ending) {
    this.ending = ending;
  }

  /** How the name of an entry ends. */
  String ending() {
    return ending;
  }

  /** The picture's file. */
  byte[] encode(RgbImage picture) {
    return switch (this) {
      case JPEG -> ImageFiles.jpeg(picture, QUALITY);
      case PNG -> ImageFiles.png(picture);
    };
  }
}
