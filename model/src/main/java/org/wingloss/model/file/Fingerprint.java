package org.wingloss.model.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Fingerprint(content.length, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
