package org.wingloss.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;

class DecodedPicturesTest {
  private static final Path A = Path.of("a.png");
  private static final Path B = Path.of("b.png");

  private final AtomicInteger decodings = new AtomicInteger();

  /** A picture of 100 x 10 pixels, 3,000 bytes. */
  private RgbImage decode(Path file) {
    decodings.incrementAndGet();
    return new RgbImage(100, 10);
  }

  @Test
  void read_twice_decodesOnce() {
    DecodedPictures pictures = new DecodedPictures(this::decode, 6000);
    assertSame(pictures.read(A), pictures.read(A));
    assertSame(pictures.read(B), pictures.read(B));
    assertEquals(2, decodings.get());
  }

  @Test
  void read_manyThreads_decodeOnce() {
    DecodedPictures pictures = new DecodedPictures(this::decode, 3000);
    IntStream.range(0, 500).parallel().forEach(i -> pictures.read(A));
    assertEquals(1, decodings.get());
  }

  @Test
  void read_beyondTheMemory_decodesAgainAndKeepsTheOthers() {
    DecodedPictures pictures = new DecodedPictures(this::decode, 5999);
    pictures.read(A);
    pictures.read(B);
    pictures.read(A);
    pictures.read(B);
    assertEquals(3, decodings.get());
  }

  @Test
  void read_noMemory_keepsNothing() {
    DecodedPictures pictures = new DecodedPictures(this::decode, 0);
    pictures.read(A);
    pictures.read(A);
    assertEquals(2, decodings.get());
  }

  @Test
  void read_pictureThatCannotBeRead_isRefusedEachTime() {
    DecodedPictures pictures =
        new DecodedPictures(
            file -> {
              throw new InvalidDataException(file + ": damaged");
            },
            3000);
    assertThrows(InvalidDataException.class, () -> pictures.read(A));
    assertThrows(InvalidDataException.class, () -> pictures.read(A));
  }
}
