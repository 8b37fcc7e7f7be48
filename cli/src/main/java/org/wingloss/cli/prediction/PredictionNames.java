package org.wingloss.cli.prediction;

import java.io.File;
import java.util.List;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.terminal.UsageException;

/** What prediction files are called in tables. */
public final class PredictionNames {
  private PredictionNames() {}

  /**
   * File names where they differ, else whole paths.
   *
   * @param named paths or addresses, as typed
   * @throws UsageException if one is named twice
   */
  public static List<String> of(List<String> named) {
    return Arguments.names(
        "--predictions names one file twice",
        named.stream().map(PredictionNames::last).toList(),
        named);
  }

  /** What follows the last slash but one at the end. */
  public static String last(String path) {
    String whole = path.replace(File.separatorChar, '/').replaceFirst("/+$", "");
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
