package org.wingloss.evaluation.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.PtsFile;
import org.wingloss.data.format.Role;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.PathText;

/**
 * A folder of 1-based {@code .pts} files, folders below included. The id of a face is its file's
 * path in the folder without the ending, with {@code /}; where there are folders below, their names
 * are the subsets; the picture is looked for beside the points.
 *
 * @param landmarks how many a face may have
 * @param files the {@code .pts} files of the folder, sorted
 */
record PtsFolder(Path folder, List<Path> files, List<Integer> landmarks, Role role)
    implements FaceSource {
  /** Refuses a folder without a file. */
  PtsFolder {
    if (files.isEmpty()) {
      throw InvalidDataException.in(folder, "holds no .pts file");
    }
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Cursor open() {
    return new Cursor() {
      @Override
      public String id(int i) {
        String path = PathText.of(folder.relativize(files.get(i)));
        return path.substring(0, path.length() - ".pts".length());
      }

      @Override
      public Face read(int i) {
        String id = id(i);
        int slash = id.lastIndexOf('/');
        return new Face(
            id,
            picture(files.get(i)),
            PtsFile.read(files.get(i), landmarks, role),
            Optional.empty(),
            slash < 0 ? Set.of() : Set.of(id.substring(0, slash)),
            OptionalDouble.empty());
      }

      @Override
      public String where(int i) {
        return files.get(i).toString();
      }
    };
  }

  private static Optional<Path> picture(Path points) {
    String name = points.getFileName().toString();
    String stem = name.substring(0, name.length() - ".pts".length());
    return ImageFiles.ENDINGS.stream()
        .map(ending -> points.resolveSibling(stem + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
