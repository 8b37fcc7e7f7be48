package org.wingloss.data.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;

/** The sentences for files and folders that could not be read or written. */
public final class FileFailure {
  private FileFailure() {}

  /** Of a file that could not be read. */
  public static InvalidDataException unreadable(Path file, IOException e) {
    return InvalidDataException.in(
        file,
        e instanceof NoSuchFileException
            ? "there is no such file"
            : e instanceof CharacterCodingException
                ? "is not text (UTF-8)"
                : "cannot be read: " + reason(e),
        e);
  }

  /** Of a file or folder that could not be written. */
  public static InvalidDataException unwritable(Path target, IOException e) {
    return InvalidDataException.in(target, "cannot be written: " + reason(e), e);
  }

  /** Java's own message is often a path alone. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file, expected a folder";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    boolean pathAlone = e instanceof FileSystemException || e.getMessage() == null;
    return pathAlone ? e.toString() : e.getMessage();
  }
}
