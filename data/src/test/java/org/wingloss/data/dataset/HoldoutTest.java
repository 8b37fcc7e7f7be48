package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

class HoldoutTest {
  @TempDir private Path folder;

  @Test
  void everyTenth_anyOrder_takesIndices0And10And20OfTheSortedIds() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      faces.add(face("%02d.jpg".formatted(i), "%02d.jpg".formatted(i)));
    }
    Collections.shuffle(faces, new Random(7));
    Holdout holdout = everyTenth(faces);
    assertEquals(
        List.of("00.jpg", "10.jpg", "20.jpg"),
        holdout.validation().stream().map(Face::id).toList());
    assertEquals(22, holdout.rest().size());
    assertEquals("01.jpg", holdout.rest().get(0).id());
  }

  @Test
  void everyTenth_severalFacesOfAPicture_stayTogether() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String image = "%02d.jpg".formatted(i);
      faces.add(face(image, image));
      faces.add(face(image + "#2", image));
    }
    assertEquals(
        List.of("00.jpg", "00.jpg#2", "10.jpg", "10.jpg#2"),
        everyTenth(faces).validation().stream().map(Face::id).toList());
  }

  @Test
  void everyTenth_filesOfOnePhotograph_stayTogether_whereverTheyAre() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      faces.add(face("%02d.jpg".formatted(i), "%02d.jpg".formatted(i)));
    }
    faces.add(copy("other/some.jpg", "00.jpg"));
    faces.add(copy("other/more.jpg", "other/some.jpg"));
    faces.add(copy("other/rest.jpg", "01.jpg"));
    assertEquals(
        List.of("00.jpg", "10.jpg", "other/more.jpg", "other/some.jpg"),
        everyTenth(faces).validation().stream().map(Face::id).toList());
  }

  @Test
  void everyTenth_flippedCopyByItsName_staysWithItsPicture() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      faces.add(face("%02d.jpg".formatted(i), "%02d.jpg".formatted(i)));
    }
    faces.add(face("10_mirror.png", "10_mirror.png"));
    assertEquals(
        List.of("00.jpg", "10.jpg", "10_mirror.png"),
        everyTenth(faces).validation().stream().map(Face::id).toList());
  }

  @Test
  void everyTenth_picturesOfOneSize_areTheSameOnlyIfTheirBytesAre() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      faces.add(face("%02d.jpg".formatted(i), "%02d.jpg".formatted(i)));
    }
    assertEquals(2, everyTenth(faces).validation().size(), "all files have six bytes");
  }

  @Test
  void everyTenth_absentPicture_isAnErrorNamingIt() {
    Path absent = folder.resolve("absent.jpg");
    Face face = new Face("a", absent, Landmarks.of(1, 2), Optional.empty(), Set.of());
    String message =
        assertThrows(InvalidDataException.class, () -> everyTenth(List.of(face))).getMessage();
    assertTrue(message.startsWith(absent.toString()), message);
  }

  private static Holdout everyTenth(List<Face> faces) {
    return Holdout.everyTenth(faces, Photographs::unflipped);
  }

  /** A face in a picture whose bytes are its name. */
  private Face face(String id, String image) {
    return face(id, image, image.getBytes(StandardCharsets.UTF_8));
  }

  private Face copy(String image, String of) {
    try {
      return face(image, image, Files.readAllBytes(folder.resolve(of)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Face face(String id, String image, byte[] content) {
    try {
      Path picture = folder.resolve(image);
      Files.createDirectories(picture.getParent());
      Files.write(picture, content);
      return new Face(id, picture, Landmarks.of(1, 2), Optional.empty(), Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
