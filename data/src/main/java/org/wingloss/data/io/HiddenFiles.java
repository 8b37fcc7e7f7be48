package org.wingloss.data.io;

import java.util.Locale;
import java.util.Set;

/**
 * What systems leave beside a user's files: names that begin with a dot ({@code ._a.jpg}, {@code
 * .DS_Store}), {@code Thumbs.db}, {@code desktop.ini} and all in a folder {@code __MACOSX}. Such
 * files are passed over wherever a folder or a zip is searched.
 */
public final class HiddenFiles {
  private static final Set<String> LEFT_BY_SYSTEMS =
      Set.of("__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini");

  private HiddenFiles() {}

  /**
   * Whether a file is hidden, by itself or by a folder in which it lies.
   *
   * @param path below the folder that is searched, {@code /} between folders
   */
  public static boolean isHidden(String path) {
    for (String name : path.split("/", -1)) {
      boolean dots = name.equals(".") || name.equals("..");
      if ((name.startsWith(".") && !dots)
          || LEFT_BY_SYSTEMS.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
