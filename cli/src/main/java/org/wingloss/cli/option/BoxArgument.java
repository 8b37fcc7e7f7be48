package org.wingloss.cli.option;

import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.geometry.Box;

/** A face box as typed: left, top, right, bottom. */
final class BoxArgument {
  private BoxArgument() {}

  public static Box parse(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 4) {
        return new Box(
            Double.parseDouble(parts[0].strip()),
            Double.parseDouble(parts[1].strip()),
            Double.parseDouble(parts[2].strip()),
            Double.parseDouble(parts[3].strip()));
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--box needs four numbers but was '" + text + "'");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--box: " + e.getMessage());
    }
    throw new UsageException("--box needs left,top,right,bottom but was '" + text + "'");
  }
}
