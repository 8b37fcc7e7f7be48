package org.wingloss.evaluation.input;

import org.wingloss.data.face.Face;

/**
 * The faces of a file or folder, in its order. Sources are opened once and then read by several
 * threads, each with its own cursor; nothing but the position of the faces need be in memory.
 */
public interface FaceSource extends AutoCloseable {
  /** The file or folder, for messages. */
  String name();

  /** How many faces. */
  int size();

  /**
   * Whether the ids say which face of a picture is which. Otherwise they only count the faces of a
   * picture in the file's order.
   */
  default boolean named() {
    return true;
  }

  /** A reader for one thread. */
  Cursor open();

  @Override
  default void close() {}

  /** Reads faces by position; not for several threads. */
  interface Cursor extends AutoCloseable {
    /** The id of face i, from 0. */
    String id(int i);

    /**
     * Face i.
     *
     * @throws org.wingloss.data.InvalidDataException if it does not fit the format
     */
    Face read(int i);

    /** The file and the place of face i in it, for messages. */
    String where(int i);

    @Override
    default void close() {}
  }
}
