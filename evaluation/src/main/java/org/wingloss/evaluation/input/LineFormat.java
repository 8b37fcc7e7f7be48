package org.wingloss.evaluation.input;

/** How one line of a file holds one face. Implementations keep no state between lines. */
interface LineFormat {
  /** How many lines at the head of the file hold no face. */
  int headerLines();

  /**
   * The id of a line.
   *
   * @param bytes holds the line at {@code from} to {@code to} (exclusive), UTF-8
   * @throws org.wingloss.data.InvalidDataException if there is none; {@code line} says which
   */
  String id(byte[] bytes, int from, int to, LineNumber line);

  /**
   * The hash ({@link IdHash#of(byte[], int, int)}) of the id of a line; formats override it where
   * that needs no text.
   */
  default long idHash(byte[] bytes, int from, int to, LineNumber line) {
    return IdHash.of(id(bytes, from, to, line));
  }

  /** The face of a line. */
  ScoredFace parse(byte[] bytes, int from, int to, LineNumber line);

  /** The number of a line, found only when a message needs it. */
  @FunctionalInterface
  interface LineNumber {
    /** Counted from 1. */
    long get();
  }
}
