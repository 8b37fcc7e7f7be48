package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.PtsFile;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.geometry.Box;

/**
 * A face whose picture is on disk.
 *
 * @param split the split to which it belongs
 * @param annotation as it should be read back
 * @param yaw degrees, as in {@link RenderedFace}
 */
record WrittenFace(String split, Face annotation, double yaw) {
  Landmarks landmarks() {
    return annotation.landmarks();
  }

  Box box() {
    return annotation.box().orElseThrow();
  }

  WrittenFace with(Landmarks landmarks, Optional<Box> box, Set<String> subsets) {
    return new WrittenFace(
        split, new Face(annotation.id(), annotation.image(), landmarks, box, subsets), yaw);
  }

  WrittenFace called(String id, Path image) {
    return new WrittenFace(split, annotation.withId(id).withImage(image), yaw);
  }

  /** Writes the landmarks beside the picture, as {@link PtsFile#signedText} says them. */
  void writePoints() throws IOException {
    Path picture = annotation.image();
    String name = picture.getFileName().toString().replaceAll("\\.\\w+$", ".pts");
    Files.writeString(picture.resolveSibling(name), PtsFile.signedText(landmarks()));
  }

  /** {@code x0 y0 x1 y1 …}. */
  String interleaved() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < landmarks().count(); i++) {
      out.append(i == 0 ? "" : " ").append(TextFile.text(landmarks().x(i)));
      out.append(' ').append(TextFile.text(landmarks().y(i)));
    }
    return out.toString();
  }
}
