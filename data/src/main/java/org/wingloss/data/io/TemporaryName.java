package org.wingloss.data.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Names that nobody else uses, for what is not complete. */
final class TemporaryName {
  private static final Pattern ENDING =
      Pattern.compile(".*\\.[0-9a-f]{16}" + Pattern.quote(AtomicFile.UNFINISHED), Pattern.DOTALL);

  private TemporaryName() {}

  /** Whether a name is one of these. */
  static boolean matches(Path file) {
    return ENDING.matcher(file.getFileName().toString()).matches();
  }

  /** {@code NAME.RANDOM.unfinished} in the folder of a target; of a long name the beginning. */
  static Path beside(Path target) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    String ending = "." + random + AtomicFile.UNFINISHED;
    String name = target.getFileName().toString();
    while (name.getBytes(StandardCharsets.UTF_8).length + ending.length() > FileName.LONGEST) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return target.resolveSibling(name + ending);
  }
}
