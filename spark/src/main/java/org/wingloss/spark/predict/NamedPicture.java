package org.wingloss.spark.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.spark.session.SparkOptions;

/** A picture of a row: its bytes, or where they are. */
final class NamedPicture {
  /** Bytes by whose order pictures are sorted. */
  static final String KEY = "key";

  /** The picture's id. */
  static final String ID = "id";

  /** The id of all rows that have neither an id nor a path. */
  static final String NO_ID = "(no id)";

  /** Its path or address as it was named; null for a picture of which only the bytes are known. */
  static final String PATH = "path";

  /** The bytes of its file; null for one that is to be read. */
  static final String BYTES = "bytes";

  static final StructType SCHEMA =
      new StructType()
          .add(KEY, DataTypes.BinaryType)
          .add(ID, DataTypes.StringType)
          .add(PATH, DataTypes.StringType)
          .add(BYTES, DataTypes.BinaryType);

  private static final String OWN_FILES = "file";

  private final byte[] key;
  private final String id;
  private final String path;
  private final byte[] bytes;

  private NamedPicture(byte[] key, String id, String path, byte[] bytes) {
    this.key = key;
    this.id = id;
    this.path = path;
    this.bytes = bytes;
  }

  static NamedPicture of(Row row) {
    return new NamedPicture(row.getAs(KEY), row.getAs(ID), row.getAs(PATH), row.getAs(BYTES));
  }

  /** Its place in the order; not to be written to. */
  byte[] key() {
    return key;
  }

  /** Its name in the results. */
  String id() {
    return id;
  }

  /** Its path or address, or null. */
  String path() {
    return path;
  }

  /**
   * What messages and boxes call it.
   *
   * @param base the folder in which paths begin
   * @throws InvalidDataException if it has no name, or none that a file could have
   */
  InputPicture named(String base) {
    if (id.equals(NO_ID)) {
      throw new InvalidDataException(id + ": the row has neither an id nor a path");
    }
    return new InputPicture(id, local(base));
  }

  private Path local(String base) {
    String name = path == null ? id : path;
    try {
      return SparkOptions.isAddress(name)
          ? Path.of(new org.apache.hadoop.fs.Path(name).toUri().getPath())
          : Path.of(base).resolve(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("%s: is no path: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Its file, the header checked.
   *
   * @throws InvalidDataException if it cannot be used
   */
  EncodedPicture read(String base, Configuration hadoop) {
    if (bytes != null) {
      if (bytes.length == 0) {
        throw new InvalidDataException(
            id + ": expected the bytes of a picture, in JSON as Base64, but found none");
      }
      return EncodedPicture.of(bytes, Optional.ofNullable(path).orElse(id));
    }
    if (path == null) {
      throw new InvalidDataException(id + ": the row has neither a path nor bytes");
    }
    if (!SparkOptions.isAddress(path)) {
      return EncodedPicture.read(local(base));
    }
    org.apache.hadoop.fs.Path address = address();
    if (OWN_FILES.equals(address.toUri().getScheme())) {
      return EncodedPicture.read(local(base));
    }
    try {
      FileSystem files = address.getFileSystem(hadoop);
      long length = files.getFileStatus(address).getLen();
      EncodedPicture.checkLength(length, path);
      try (InputStream in = files.open(address)) {
        return EncodedPicture.of(in.readNBytes((int) length), path);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidDataException("%s: cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private org.apache.hadoop.fs.Path address() {
    try {
      return new org.apache.hadoop.fs.Path(path);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("%s: is no address: %s".formatted(path, e.getMessage()), e);
    }
  }
}
