package org.wingloss.spark.session;

import java.nio.file.Files;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;

/** Names of tables that are there: paths, or addresses of Hadoop's. */
public final class TableName {
  private TableName() {}

  /**
   * The name as Spark takes it, see {@link SparkOptions#address}.
   *
   * @throws InvalidDataException if a path leads nowhere
   */
  public static String existing(String name) {
    if (!SparkOptions.isAddress(name) && !Files.exists(Path.of(name))) {
      throw InvalidDataException.in(Path.of(name), "there is no such file");
    }
    return SparkOptions.address(name);
  }
}
