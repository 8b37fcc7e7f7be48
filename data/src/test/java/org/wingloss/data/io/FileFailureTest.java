package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;

class FileFailureTest {
  private static final Path FILE = Path.of("a.json");

  @Test
  void unreadable_anyReason_isSaidInWords() {
    assertEquals("a.json: there is no such file", unreadable(new NoSuchFileException("a.json")));
    assertEquals("a.json: is not text (UTF-8)", unreadable(new MalformedInputException(1)));
    assertEquals(
        "a.json: cannot be read: permission denied for a.json",
        unreadable(new AccessDeniedException("a.json")));
    assertEquals(
        "a.json: cannot be read: Too many open files",
        unreadable(new FileSystemException("a.json", null, "Too many open files")));
    assertEquals(
        "a.json: cannot be read: the file became shorter",
        unreadable(new EOFException("the file became shorter")));
    assertEquals("a.json: cannot be read: java.io.EOFException", unreadable(new EOFException()));
  }

  @Test
  void unwritable_permissionDenied_isSaidInWords() {
    InvalidDataException e = FileFailure.unwritable(FILE, new AccessDeniedException("out"));
    assertEquals("a.json: cannot be written: permission denied for out", e.getMessage());
  }

  private static String unreadable(IOException cause) {
    InvalidDataException e = FileFailure.unreadable(FILE, cause);
    assertSame(cause, e.getCause());
    return e.getMessage();
  }
}
