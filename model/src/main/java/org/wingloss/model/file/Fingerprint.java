package org.wingloss.model.file;

import org.wingloss.data.io.Sha256;

/**
 * By which a file is recognised.
 *
 * @param bytes its length
 * @param sha256 64 hexadecimal digits in lower case
 */
record Fingerprint(long bytes, String sha256) {
  Fingerprint {
    if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a fingerprint needs a length and 64 hexadecimal digits but was %d, '%s'"
              .formatted(bytes, sha256));
    }
  }

  static Fingerprint of(byte[] content) {
    return new Fingerprint(content.length, Sha256.of(content).hex());
  }
}
