package org.wingloss.data.io;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names that nobody else uses, for what is not complete. */
final class TemporaryName {
  private TemporaryName() {}

  /** {@code NAME.RANDOM.unfinished} in the folder of a target. */
  static Path beside(Path target) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return target.resolveSibling(target.getFileName() + "." + random + AtomicFile.UNFINISHED);
  }
}
