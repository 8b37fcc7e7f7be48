package org.wingloss.spark.predict;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of the pictures to be looked at, wherever they come from. */
final class PictureColumns {
  /** Bytes by whose order pictures are sorted. */
  static final String KEY = "key";

  /** The picture's id. */
  static final String ID = "id";

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

  private PictureColumns() {}
}
