package org.wingloss.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.wingloss.data.InvalidDataException;

/** SHA-256 of bytes that come one after the other; as text 64 hexadecimal digits in lower case. */
public final class Sha256 {
  private final MessageDigest digest;

  /** Begins with no bytes. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Of a text's bytes in UTF-8. */
  public static Sha256 of(String text) {
    return new Sha256().add(text);
  }

  /** Of bytes. */
  public static Sha256 of(byte[] content) {
    return new Sha256().add(ByteBuffer.wrap(content));
  }

  /**
   * Of a file, which is not held in memory.
   *
   * @throws InvalidDataException if it cannot be read
   */
  public static Sha256 of(Path file) {
    Sha256 sha256 = new Sha256();
    try {
      Files.copy(file, new DigestOutputStream(OutputStream.nullOutputStream(), sha256.digest));
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
    return sha256;
  }

  /** Adds the bytes between a buffer's position and its limit. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds a text's bytes in UTF-8. */
  public Sha256 add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The 32 bytes of all that was added; the next addition begins anew. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** The same as 64 hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
