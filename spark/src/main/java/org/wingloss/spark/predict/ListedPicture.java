package org.wingloss.spark.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.spark.session.SparkOptions;

/**
 * A picture that was named, or lies below a folder that was.
 *
 * @param id as {@code predict} would name it
 * @param path a path as {@code predict} would write it, or an address
 */
record ListedPicture(String id, String path) {
  /**
   * The pictures in the order in which they are written. Paths are listed as {@code predict} lists
   * them; addresses in the same way, by Hadoop. Spark's own source of files would pass over names
   * that begin with an underscore and end the job at a file that it may not read.
   *
   * @throws InvalidDataException if something is absent, empty, or has the id of another picture
   */
  static List<ListedPicture> list(List<String> named, Configuration hadoop) {
    List<Path> paths =
        named.stream().filter(name -> !SparkOptions.isAddress(name)).map(Path::of).toList();
    List<ListedPicture> pictures = new ArrayList<>();
    if (!paths.isEmpty()) {
      InputPicture.list(paths)
          .forEach(picture -> pictures.add(new ListedPicture(picture.id(), shown(picture))));
    }
    named.stream()
        .filter(SparkOptions::isAddress)
        .forEach(address -> pictures.addAll(at(address, hadoop)));
    Set<String> ids = new HashSet<>();
    for (ListedPicture picture : pictures) {
      if (!ids.add(picture.id)) {
        throw new InvalidDataException(
            picture.path + ": has the id '" + picture.id + "' of another picture");
      }
    }
    return pictures;
  }

  private static String shown(InputPicture picture) {
    return picture.file().toString();
  }

  private static List<ListedPicture> at(String address, Configuration hadoop) {
    try {
      org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(address);
      FileSystem files = root.getFileSystem(hadoop);
      FileStatus status = files.getFileStatus(root);
      if (!status.isDirectory()) {
        return List.of(new ListedPicture(address, status.getPath().toString()));
      }
      return below(files, status.getPath());
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidDataException(
          "%s: cannot be read: %s".formatted(address, e.getMessage()), e);
    }
  }

  private static List<ListedPicture> below(FileSystem files, org.apache.hadoop.fs.Path folder)
      throws IOException {
    List<ListedPicture> pictures = new ArrayList<>();
    int start = folder.toString().length() + 1;
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
    while (all.hasNext()) {
      String whole = all.next().getPath().toString();
      String id = whole.substring(start);
      String lower = id.toLowerCase(Locale.ROOT);
      if (ImageFiles.ENDINGS.stream().anyMatch(lower::endsWith) && !HiddenFiles.isHidden(id)) {
        pictures.add(new ListedPicture(id, whole));
      }
    }
    if (pictures.isEmpty()) {
      throw new InvalidDataException(
          "%s: holds no picture (%s)".formatted(folder, String.join(", ", ImageFiles.ENDINGS)));
    }
    pictures.sort(
        Comparator.comparing(picture -> InputPicture.sortKey(picture.id), Arrays::compareUnsigned));
    return pictures;
  }
}
