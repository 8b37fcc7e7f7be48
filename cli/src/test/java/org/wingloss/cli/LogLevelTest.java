package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.wingloss.cli.terminal.LogLevel;

class LogLevelTest {
  private static final Map<LogLevel, Level> LEVELS =
      Map.of(LogLevel.QUIET, Level.WARN, LogLevel.USUAL, Level.INFO, LogLevel.VERBOSE, Level.DEBUG);

  private static Level level() {
    return ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.wingloss.cli"))
        .getEffectiveLevel();
  }

  @Test
  void during_work_logsSoMuchAndAfterwardsAsUsual() {
    for (LogLevel level : LogLevel.values()) {
      int exit =
          level.during(
              () -> {
                assertEquals(LEVELS.get(level), level());
                return 7;
              });
      assertEquals(7, exit);
      assertEquals(Level.INFO, level());
    }
  }

  /** A reader logs that faces were left out by the user's own list. */
  @Test
  void verb_quiet_logsNoRemarks(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("faces");
    Cli.run("synthesise", "--layout", "mtfl", "--faces", 40, "--size", 48, "--out", data);
    Files.writeString(data.resolve("wingloss-skip.txt"), "lfw_5590/face_00000.jpg\n");
    Object[] doctor = {"doctor", "--dataset", "mtfl", "--data", data};
    assertTrue(Cli.run(doctor).err().contains("leaves out 1 face of train"));
    Object[] quiet = Stream.concat(Stream.of(doctor), Stream.of("--quiet")).toArray();
    assertEquals("", Cli.run(quiet).err());
    assertTrue(Cli.run(doctor).err().contains("leaves out 1 face of train"));
  }
}
