package org.wingloss.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The line of a progress bar, as wide as the terminal is. Left to itself the bar opens a terminal
 * that gives Ctrl-C back to the system: the process then ends without its shutdown hooks, and the
 * training is not saved.
 */
final class BarLine extends ConsoleProgressBarConsumer {
  private static final int USUAL = 80;
  private static final int NARROWEST = 10;

  private final Terminal terminal;

  BarLine(PrintStream out) {
    super(out);
    try {
      terminal = TerminalBuilder.builder().nativeSignals(false).dumb(true).build();
    } catch (IOException e) {
      throw new IllegalStateException("the terminal cannot be asked for its width", e);
    }
  }

  @Override
  public int getMaxRenderedLength() {
    int width = terminal.getWidth();
    return (width < NARROWEST ? USUAL : width) - 1;
  }

  @Override
  public void close() {
    super.close();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new IllegalStateException("the terminal cannot be closed", e);
    }
  }
}
