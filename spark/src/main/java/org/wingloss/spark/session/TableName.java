package org.wingloss.spark.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.wingloss.data.InvalidDataException;

/** Names of files and tables: paths of this machine, or addresses of Hadoop's. */
public final class TableName {
  /** {@code hdfs:}, {@code s3a:} …; one letter is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private TableName() {}

  /** Whether a name is an address of Hadoop's and no path. */
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /**
   * A file or folder as Spark names it; a path is one of this machine and of all others.
   *
   * @throws InvalidDataException if a path leads nowhere
   */
  public static String address(String name) {
    if (isAddress(name)) {
      return name;
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw InvalidDataException.in(path, "there is no such file");
    }
    return path.toAbsolutePath().normalize().toUri().toString();
  }
}
