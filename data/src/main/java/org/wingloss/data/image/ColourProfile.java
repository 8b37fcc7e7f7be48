package org.wingloss.data.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a decoder overlook the colour profiles of a grey or RGB JPEG file. To apply them would take
 * longer than decoding, and would give other values than the tools with which the field's networks
 * are trained. Profiles of CMYK files stay: without one, inks are no colours.
 */
final class ColourProfile {
  private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private ColourProfile() {}

  /** The file with its profiles renamed; the argument itself if there is nothing to overlook. */
  static byte[] overlooked(byte[] jpeg) {
    List<Integer> profiles = new ArrayList<>();
    int at = 2;
    while (at + 9 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++; // a fill byte
        continue;
      }
      if (isFrame(marker)) {
        return (jpeg[at + 9] & 0xFF) == 4 ? jpeg : renamed(jpeg, profiles);
      }
      if (marker == 0xE2 && startsWithName(jpeg, at + 4)) {
        profiles.add(at + 4);
      }
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8) + (jpeg[at + 3] & 0xFF);
    }
    return jpeg;
  }

  /** SOF0 to SOF15, which hold the number of colour components. */
  static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean startsWithName(byte[] jpeg, int at) {
    int end = at + NAME.length;
    return end <= jpeg.length && Arrays.equals(jpeg, at, end, NAME, 0, NAME.length);
  }

  private static byte[] renamed(byte[] jpeg, List<Integer> profiles) {
    if (profiles.isEmpty()) {
      return jpeg;
    }
    byte[] copy = jpeg.clone();
    for (int at : profiles) {
      copy[at] = 'X';
    }
    return copy;
  }
}
