package org.example;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.FaceLandmarks;

/** Finds the faces of a picture and their 68 landmarks; of a synthetic one where none is named. */
public final class LocaliseAPicture {
  private LocaliseAPicture() {}

  public static void main(String[] files) {
    RgbImage picture =
        files.length > 0
            ? ImageFiles.readUpright(Path.of(files[0]))
            : new SyntheticFaces(5).face(64, 320).image();
    try (FaceLandmarks standard = FaceLandmarks.standard()) {
      List<FaceLandmarks.Found> faces = standard.find(picture);
      for (FaceLandmarks.Found face : faces) {
        System.out.printf(
            "face in %s, nose tip at (%.1f, %.1f), plausible: %s%n",
            face.box(), face.landmarks().x(30), face.landmarks().y(30), face.plausible());
      }
      System.out.println(faces.size() + " found");
    }
  }
}
