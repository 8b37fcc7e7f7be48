package org.wingloss.cli.option;

import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.geometry.Box;

/** A face box as typed: left, top, right, bottom. */
final class BoxArgument {
  private BoxArgument() {}

  public static Box parse(String text) {
    try {
      return Box.parse("--box", text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
