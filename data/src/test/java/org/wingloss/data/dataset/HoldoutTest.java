package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

class HoldoutTest {
  @Test
  void everyTenth_anyOrder_takesIndices0And10And20OfTheSortedIds() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      faces.add(face("%02d.jpg".formatted(i), "%02d.jpg".formatted(i)));
    }
    Collections.shuffle(faces, new Random(7));
    Holdout holdout = Holdout.everyTenth(faces);
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
        Holdout.everyTenth(faces).validation().stream().map(Face::id).toList());
  }

  private static Face face(String id, String image) {
    return new Face(id, Path.of(image), Landmarks.of(1, 2), Optional.empty(), Set.of());
  }
}
