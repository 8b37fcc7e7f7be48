package org.wingloss.model.file;

import java.io.IOException;
import java.io.InputStream;
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
    return new Fingerprint(content.length, HexFormat.of().formatHex(digest().digest(content)));
  }

  /** Of everything that is left in a stream, which is not held in memory. */
  static Fingerprint of(InputStream content) throws IOException {
    MessageDigest digest = digest();
    byte[] part = new byte[1 << 16];
    long bytes = 0;
    for (int read = content.read(part); read >= 0; read = content.read(part)) {
      digest.update(part, 0, read);
      bytes += read;
    }
    return new Fingerprint(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
