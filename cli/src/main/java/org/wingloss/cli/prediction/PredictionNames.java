package org.wingloss.cli.prediction;

import java.io.File;
import java.util.HashSet;
import java.util.List;
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
    List<String> names = named.stream().map(PredictionNames::last).toList();
    if (areDistinct(names)) {
      return names;
    }
    if (!areDistinct(named)) {
      throw new UsageException("--predictions names one file twice");
    }
    return named;
  }

  /** What follows the last slash but one at the end. */
  public static String last(String path) {
    String whole = path.replace(File.separatorChar, '/').replaceFirst("/+$", "");
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  private static boolean areDistinct(List<String> names) {
    return new HashSet<>(names).size() == names.size();
  }
}
