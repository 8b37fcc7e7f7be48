package org.wingloss.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.training.run.RunFolder;

/** Checks of what was typed, which end with one sentence and the exit code of a usage error. */
public final class Arguments {
  /** The most threads, and the most processes, that are started. */
  public static final int MOST_THREADS = 256;

  private Arguments() {}

  /**
   * Refuses a number that is too small, or so large that it could only take all memory.
   *
   * @return the number
   * @throws UsageException naming the option
   */
  public static int within(int least, int most, String option, int value) {
    if (value < least || value > most) {
      throw new UsageException(
          "%s must be from %d to %d but was %d".formatted(option, least, most, value));
    }
    return value;
  }

  /** A thread for each core, as far as so many are started. */
  public static int threadPerCore() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Refuses a folder in which something lies.
   *
   * @throws UsageException naming it
   */
  public static void requireNew(Path folder) {
    if (!new RunFolder(folder).isFree()) {
      throw new UsageException(folder + " is not empty; name a new folder");
    }
  }

  /**
   * Refuses to write a file or folder over one that is read, which would be lost.
   *
   * @param option names what is to be written
   * @param inputs files and folders that are read
   * @throws UsageException if {@code output} is one of them, under whatever name
   */
  public static void requireOther(String option, Path output, List<Path> inputs) {
    if (!Files.exists(output)) {
      return; // Nothing is there to be lost: no input need be looked at.
    }
    for (Path input : inputs) {
      if (isSame(output, input)) {
        throw new UsageException(
            "%s %s would replace %s, which is read; choose another"
                .formatted(option, output, input));
      }
    }
  }

  /**
   * Refuses a file that could not be written, before the work whose result it is to hold.
   *
   * @param option names the file
   * @throws UsageException if a folder, device or pipe is in its place, or nothing can be written
   *     there
   */
  public static void requireFile(String option, Path file) {
    try {
      AtomicFile.requireReplaceable(file);
    } catch (InvalidDataException e) {
      throw new UsageException(option + " " + e.getMessage());
    }
    requireFolder(option, Files.exists(file) ? file.toAbsolutePath().getParent() : file);
  }

  /**
   * As {@link #requireFile}, of a folder, which may be one that has yet to be made.
   *
   * @throws UsageException if it is no folder, or nothing can be written there
   */
  public static void requireFolder(String option, Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new UsageException(
          "%s %s cannot be written: %s is no folder".formatted(option, folder, there));
    }
    if (!Files.isWritable(there)) {
      throw new UsageException(
          "%s %s cannot be written: %s is write-protected".formatted(option, folder, there));
    }
  }

  /**
   * What files are called in tables.
   *
   * @param twice says that one of them is named twice
   * @param names the short ones
   * @param paths the whole ones, of the same files
   * @return the short ones where they differ, else the whole ones
   * @throws UsageException if the whole ones do not differ either
   */
  public static List<String> names(String twice, List<String> names, List<String> paths) {
    if (areDistinct(names)) {
      return names;
    }
    if (!areDistinct(paths)) {
      throw new UsageException(twice);
    }
    return paths;
  }

  private static boolean areDistinct(List<String> names) {
    return new HashSet<>(names).size() == names.size();
  }

  /** Whether two paths name one thing that exists. */
  static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false; // One of them does not exist.
    }
  }

  /** Whether a file that exists lies in a folder, at any depth and under whatever name. */
  public static boolean isBelow(Path folder, Path file) {
    try {
      return file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false; // One of them does not exist.
    }
  }

  /**
   * Turns the refusal of a value into a usage error.
   *
   * @throws UsageException if {@code value} throws an {@link IllegalArgumentException}
   */
  public static <T> T usable(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** As {@link #usable(Supplier)}, with the option's name before the message. */
  public static <T> T usable(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
