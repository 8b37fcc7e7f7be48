package org.wingloss.evaluation.input;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * @param files the {@code .pts} files of the folder, sorted
 * @param pictures as {@link #pictures} gives them
 * @param landmarks how many a face may have
 */
record PtsFolder(
    Path folder, List<Path> files, Map<String, Path> pictures, List<Integer> landmarks, Role role)
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
            Optional.ofNullable(pictures.get(without(files.get(i), ".pts"))),
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

  /** The pictures among some files, by their paths without the ending. */
  static Map<String, Path> pictures(List<Path> files) {
    Map<String, Path> pictures = new HashMap<>();
    for (String ending : ImageFiles.ENDINGS) {
      for (Path file : files) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
          pictures.putIfAbsent(without(file, ending), file);
        }
      }
    }
    return pictures;
  }

  private static String without(Path file, String ending) {
    String path = file.toString();
    return path.substring(0, path.length() - ending.length());
  }
}
