package org.wingloss.data.face;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.io.Sha256;

/**
 * What tells annotated faces from others: their ids, landmarks, boxes and the sizes of pictures.
 */
public final class FaceDigest {
  private FaceDigest() {}

  /**
   * Adds faces.
   *
   * @throws InvalidDataException if a picture cannot be read
   */
  public static void add(Sha256 sha256, List<Face> faces) {
    for (Face face : faces) {
      // Equal faces have equal digests whatever the system and its language.
      String line =
          NumberText.format(
              "%s %s %s %d\n",
              face.id(), Arrays.toString(face.landmarks().vector()), face.box(), size(face));
      sha256.add(line);
    }
  }

  private static long size(Face face) {
    try {
      return Files.size(face.image());
    } catch (IOException e) {
      throw new InvalidDataException("a picture cannot be read: " + e.getMessage(), e);
    }
  }
}
