package org.wingloss.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/** How much this program's own logs tell. */
public enum LogLevel {
  /** Warnings and failures. */
  QUIET(Level.WARN_INT),
  /** Remarks too, as logback.xml has it. */
  USUAL(Level.INFO_INT),
  /** All there is. */
  VERBOSE(Level.DEBUG_INT);

  private final int level;

  LogLevel(int level) {
    this.level = level;
  }

  /** Works with so many logs. */
  public int during(IntSupplier work) {
    if (this == USUAL) {
      return work.getAsInt(); // Logback takes its time to begin; most verbs log nothing.
    }
    Logger own = (Logger) LoggerFactory.getLogger("org.wingloss");
    own.setLevel(Level.toLevel(level));
    try {
      return work.getAsInt();
    } finally {
      own.setLevel(Level.toLevel(USUAL.level));
    }
  }
}
