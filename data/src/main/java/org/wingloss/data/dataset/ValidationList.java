package org.wingloss.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.TextFile;

/**
 * The faces of {@code train} that are the split {@code validation}: the file {@value #NAME} in the
 * data folder, one picture a line by its path below the folder, or one face by its id. Lines that
 * begin with {@code //} are comments. Without such a file every tenth photograph is that split.
 *
 * @param file the list
 */
record ValidationList(Path file) {
  static final String NAME = "wingloss-validation.txt";

  /** The list of a folder, where there is one. */
  static Optional<ValidationList> in(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.isRegularFile(file) ? Optional.of(new ValidationList(file)) : Optional.empty();
  }

  /**
   * The faces that are named.
   *
   * @param training all faces of {@code train}
   * @param absent ids of faces that could not be read or were left out
   * @throws InvalidDataException if a line names no face
   */
  List<Face> of(List<Face> training, DataFolder folder, Set<String> absent) {
    Set<String> known = new HashSet<>(absent);
    for (Face face : training) {
      known.add(face.id());
      known.add(folder.id(face.image()));
    }
    Set<String> named = new HashSet<>();
    List<String> lines = TextFile.lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i).strip();
      if (!name.isEmpty() && !name.startsWith("//")) {
        if (!known.contains(name)) {
          throw InvalidDataException.at(
              file, i + 1, "expected a picture of train but found '" + TextFile.shown(name) + "'");
        }
        named.add(name);
      }
    }
    List<Face> faces = new ArrayList<>(training);
    faces.removeIf(face -> !named.contains(face.id()) && !named.contains(folder.id(face.image())));
    if (faces.isEmpty()) {
      throw InvalidDataException.in(file, "names no face that can be read");
    }
    return faces;
  }
}
