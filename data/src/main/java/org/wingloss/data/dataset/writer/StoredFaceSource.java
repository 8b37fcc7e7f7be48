package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Path;

/** Puts the pictures of faces where a data set has them. */
@FunctionalInterface
public interface StoredFaceSource {
  /**
   * Writes the picture of face {@code n}, counted from 0. Called for one face after the other.
   *
   * @param picture the file, whose folder is there
   */
  StoredFace store(int n, Path picture) throws IOException;
}
