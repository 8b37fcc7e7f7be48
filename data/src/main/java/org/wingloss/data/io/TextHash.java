package org.wingloss.data.io;

import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash of UTF-8 text: FNV-1a, finished with the mixer of SplittableRandom (MurmurHash3).
 * The same text has the same hash on every machine and in every version; it is no protection
 * against texts that were chosen to collide.
 */
public final class TextHash {
  private TextHash() {}

  /** The hash of a text. */
  public static long of(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
