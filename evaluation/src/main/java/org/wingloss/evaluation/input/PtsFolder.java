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
 */
final class PtsFolder implements FaceSource {
  private final Path folder;
  private final List<Integer> landmarks;
  private final Role role;
  private final List<Path> files;

  private PtsFolder(Path folder, List<Integer> landmarks, Role role, List<Path> files) {
    this.folder = folder;
    this.landmarks = landmarks;
    this.role = role;
    this.files = files;
  }

  /**
   * The faces of a folder.
   *
   * @param files its {@code .pts} files, sorted
   * @param landmarks how many a face may have
   * @throws InvalidDataException if there is no file
   */
  static PtsFolder of(Path folder, List<Path> files, List<Integer> landmarks, Role role) {
    if (files.isEmpty()) {
      throw InvalidDataException.in(folder, "holds no .pts file");
    }
    return new PtsFolder(folder, landmarks, role, files);
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
