package org.wingloss.data.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;

/** The sentence for a file or folder that could not be written. */
final class WriteFailure {
  private WriteFailure() {}

  static InvalidDataException of(Path target, IOException e) {
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
    boolean plain = e.getClass() == IOException.class && e.getMessage() != null;
    return plain ? e.getMessage() : e.toString();
  }
}
