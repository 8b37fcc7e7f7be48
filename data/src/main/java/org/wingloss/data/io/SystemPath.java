package org.wingloss.data.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the system finds what a path names: what stands before a {@code ..} may be a link. */
final class SystemPath {
  private SystemPath() {}

  /**
   * The absolute path without links, as far as it exists, and without {@code .} and {@code ..}.
   *
   * @throws IOException if the system refuses to follow it
   */
  static Path of(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path there = absolute;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    Path whole = there.toRealPath();
    for (int i = there.getNameCount(); i < absolute.getNameCount(); i++) {
      whole = whole.resolve(absolute.getName(i));
    }
    return whole.normalize();
  }
}
