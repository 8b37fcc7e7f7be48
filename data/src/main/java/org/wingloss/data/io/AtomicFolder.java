package org.wingloss.data.io;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;

/**
 * Writes a folder that is there whole or not at all. It is filled under a temporary name of its own
 * beside the target, {@code NAME.RANDOM.unfinished}, and then given its name. Missing folders above
 * it are made, and links are followed. After a failure an older folder is as it was, and nothing is
 * left behind. All its files are synced before it gets its name, so that a folder that is there is
 * whole after a power failure too.
 */
public final class AtomicFolder {
  private static final String NOT_EMPTY = "is not empty; nothing was written";

  /** More than that no other process is in between by chance. */
  private static final int MOST_ATTEMPTS = 10;

  private AtomicFolder() {}

  /**
   * Writes the content of a folder.
   *
   * @param <T> what the caller wants to know about it
   */
  @FunctionalInterface
  public interface Content<T> {
    /** Writes everything into a folder that is empty and still has its temporary name. */
    T writeTo(Path folder) throws IOException;
  }

  /** Gives a complete folder its name. */
  @FunctionalInterface
  private interface LastStep {
    void move(Path unfinished) throws IOException;
  }

  /**
   * Writes a new folder.
   *
   * @param target must not exist or be empty
   * @throws InvalidDataException if something is in the way, or has come there while the content
   *     was written, or the folder cannot be written
   */
  public static <T> T create(Path target, Content<T> content) {
    Path whole = place(target);
    if (Files.isDirectory(whole)) {
      try (Stream<Path> inside = Files.list(whole)) {
        if (inside.findAny().isPresent()) {
          throw InvalidDataException.in(target, NOT_EMPTY);
        }
      } catch (IOException e) {
        throw FileFailure.unwritable(target, e);
      }
    }
    return write(target, whole, content, unfinished -> moveToEmpty(unfinished, whole, target));
  }

  /**
   * Writes a folder in place of an older one, which is removed once the new one is complete.
   *
   * @param target the caller must know that what is in it may go
   * @throws InvalidDataException if a file is in the way or the folder cannot be written
   */
  public static <T> T replace(Path target, Content<T> content) {
    return replaceUnless(target, content, there -> false);
  }

  /**
   * As {@link #replace}, for a folder that several processes may write at once: who comes later
   * leaves the folder of who was first.
   *
   * @param fresh tells of the folder that has appeared whether it is as good as the new one
   */
  public static <T> T replaceUnless(Path target, Content<T> content, Predicate<Path> fresh) {
    Path whole = place(target);
    return write(target, whole, content, unfinished -> move(unfinished, whole, fresh));
  }

  private static Path place(Path target) {
    try {
      return SystemPath.of(target);
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  private static <T> T write(Path target, Path whole, Content<T> content, LastStep lastStep) {
    if (whole.getParent() == null || (Files.exists(whole) && !Files.isDirectory(whole))) {
      throw InvalidDataException.in(
          target, "is in the way: expected a folder, found a file; nothing was written");
    }
    Path unfinished = TemporaryName.beside(whole);
    try {
      UnfinishedFiles.begin(unfinished, () -> makeEmpty(unfinished));
      T result;
      try {
        result = content.writeTo(unfinished);
        DiskSync.tree(unfinished);
        boolean locked = Patience.LOCKS_WHAT_IS_OPEN && !Files.exists(whole);
        UnfinishedFiles.end(
            unfinished, () -> Patience.with(locked, () -> lastStep.move(unfinished)));
        DiskSync.folder(whole.getParent());
      } catch (IOException | RuntimeException | Error e) {
        deleteAfter(e, unfinished);
        throw e;
      }
      delete(unfinished);
      return result;
    } catch (IOException e) {
      throw FileFailure.unwritable(target, e);
    }
  }

  private static Path makeEmpty(Path unfinished) throws IOException {
    Files.createDirectories(unfinished.getParent());
    return Files.createDirectory(unfinished);
  }

  /** A folder that cannot be removed must not hide why it was not completed. */
  private static void deleteAfter(Throwable failure, Path unfinished) {
    try {
      UnfinishedFiles.end(unfinished, () -> delete(unfinished));
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Moves no folder away: what somebody has put there meanwhile stays. */
  private static void moveToEmpty(Path unfinished, Path whole, Path target) throws IOException {
    try {
      Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      // Some systems refuse to move a folder onto an empty one; all refuse to delete a full one.
      try {
        Files.delete(whole);
      } catch (DirectoryNotEmptyException full) {
        throw InvalidDataException.in(target, NOT_EMPTY, full);
      }
      Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * The system refuses to move a folder onto one that holds something, so that one is moved away,
   * and back on failure. Another process may do the same meanwhile: then it is tried again.
   */
  private static void move(Path unfinished, Path whole, Predicate<Path> fresh) throws IOException {
    Path old = TemporaryName.beside(whole);
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
        break;
      } catch (IOException e) {
        if (fresh.test(whole)) {
          break;
        }
        if (attempt == MOST_ATTEMPTS) {
          if (Files.exists(old)) {
            Files.move(old, whole, StandardCopyOption.ATOMIC_MOVE);
          }
          throw e;
        }
      }
      try {
        Path away = TemporaryName.beside(whole);
        Files.move(whole, away, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
        old = away;
      } catch (NoSuchFileException e) {
        // Another process has just moved it away, to put its own there.
      }
    }
    delete(old);
  }

  /**
   * Deletes a folder with everything in it; one that is absent is no failure. What a link or a
   * junction leads to stays.
   */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found)
        throws IOException {
      if (found.isOther()) { // A junction, which is a folder of Windows that lies elsewhere.
        Files.delete(folder);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // Somebody else has deleted it.
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
