package org.wingloss.data.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

class Sha256Test {
  /** FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void hex_abc_isTheStandardsExample() {
    assertEquals(ABC, Sha256.of("abc".getBytes(US_ASCII)).hex());
    assertEquals(ABC, Sha256.of("abc").hex());
  }

  @Test
  void add_twoParts_isTheWhole() {
    Sha256 sha256 = Sha256.of(new byte[] {'a'}).add(ByteBuffer.wrap(new byte[] {'b', 'c'}));
    assertEquals(ABC, sha256.hex());
    assertEquals(ABC, new Sha256().add("a").add("bc").hex());
  }

  @Test
  void of_text_isOfItsBytesInUtf8() {
    assertEquals(Sha256.of(new byte[] {(byte) 0xC3, (byte) 0xA9}).hex(), Sha256.of("\u00e9").hex());
  }

  @Test
  void of_file_isOfItsContent() throws IOException {
    assertEquals(ABC, Sha256.of(Files.writeString(folder.resolve("a"), "abc")).hex());
  }

  @Test
  void of_noFile_isNamed() {
    Path file = folder.resolve("absent");
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> Sha256.of(file));
    assertEquals(file + ": there is no such file", e.getMessage());
  }
}
