package org.wingloss.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;

class SyntheticFacesTest {
  @Test
  void face_sameSeedAndIndex_sameBits() {
    SyntheticFace a = new SyntheticFaces(3).face(17, 96);
    SyntheticFace b = new SyntheticFaces(3).face(17, 96);
    assertArrayEquals(a.image().rgb(), b.image().rgb());
    assertEquals(a.landmarks("300w-68"), b.landmarks("300w-68"));
  }

  @Test
  void face_otherSeedOrIndex_otherFace() {
    SyntheticFace a = new SyntheticFaces(3).face(17, 96);
    assertFalse(
        a.landmarks("300w-68").equals(new SyntheticFaces(4).face(17, 96).landmarks("300w-68")));
    assertFalse(
        a.landmarks("300w-68").equals(new SyntheticFaces(3).face(18, 96).landmarks("300w-68")));
  }

  @Test
  void face_manyThreads_sameAsOneThread() {
    SyntheticFaces faces = new SyntheticFaces(5);
    List<byte[]> serial =
        IntStream.range(0, 24).mapToObj(i -> faces.face(i, 64).image().rgb()).toList();
    List<byte[]> parallel =
        IntStream.range(0, 24).parallel().mapToObj(i -> faces.face(i, 64).image().rgb()).toList();
    for (int i = 0; i < serial.size(); i++) {
      assertArrayEquals(serial.get(i), parallel.get(i), "face " + i);
    }
  }

  @Test
  void face_anotherSize_sameFaceScaled() {
    Landmarks small = new SyntheticFaces(6).face(2, 64).landmarks("300w-68");
    Landmarks large = new SyntheticFaces(6).face(2, 256).landmarks("300w-68");
    for (int i = 0; i < small.count(); i++) {
      assertEquals((large.x(i) + 0.5) / 4, small.x(i) + 0.5, 0.02);
      assertEquals((large.y(i) + 0.5) / 4, small.y(i) + 0.5, 0.02);
    }
  }

  @Test
  void face_sizeOutOfRange_throws() {
    SyntheticFaces faces = new SyntheticFaces(1);
    assertThrows(IllegalArgumentException.class, () -> faces.face(0, 31));
    assertThrows(IllegalArgumentException.class, () -> faces.face(0, 2049));
  }

  @Test
  void landmarks_unknownScheme_throwsNamingTheKnown() {
    SyntheticFace face = new SyntheticFaces(1).face(0, 32);
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> face.landmarks("300w-69"));
    assertTrue(e.getMessage().contains("300w-68"), e.getMessage());
  }
}
