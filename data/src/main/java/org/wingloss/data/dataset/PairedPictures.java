package org.wingloss.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.PtsFile;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The faces of a folder that holds pictures, each with a {@code .pts} of the same name beside it,
 * 68 points. Flipped copies ({@code *_mirror.jpg}) are passed over.
 */
final class PairedPictures {
  private PairedPictures() {}

  /**
   * Reads a folder.
   *
   * @param subset of all its faces
   * @param faces takes them
   * @return whether it holds any face, be it one that cannot be read or is skipped
   */
  static boolean read(DataFolder data, String folder, String subset, List<Face> faces) {
    if (!data.hasFolder(folder)) {
      throw InvalidDataException.in(data.root().resolve(folder), "there is no such folder");
    }
    int count = LandmarkScheme.of("300w-68").count();
    List<Path> pointFiles = data.list(folder, List.of(".pts"));
    Map<String, Path> byStem = new HashMap<>();
    pointFiles.forEach(file -> byStem.put(stem(file), file));
    Set<Path> used = new HashSet<>();
    for (Path picture : data.pictures(folder)) {
      if (Photographs.isFlipped(picture)) {
        continue;
      }
      String stem = stem(picture);
      Path points = byStem.getOrDefault(stem, picture.resolveSibling(stem + ".pts"));
      boolean first = used.add(points);
      data.face(
          data.id(picture),
          () -> {
            if (!Files.isRegularFile(points)) {
              throw InvalidDataException.in(picture, "has no points: there is no " + points);
            }
            if (!first) {
              throw InvalidDataException.in(points, "belongs to two pictures of the same name");
            }
            faces.add(
                new Face(
                    data.id(picture),
                    picture,
                    PtsFile.read(points, count),
                    Optional.empty(),
                    Set.of(subset)));
          });
    }
    for (Path points : pointFiles) {
      if (!Photographs.isFlipped(points) && used.add(points)) {
        data.face(
            data.id(points),
            () -> {
              throw InvalidDataException.in(points, "has no picture of the same name beside it");
            });
      }
    }
    return !used.isEmpty();
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
