package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

/**
 * A data folder written by hand. Readers look at pictures' names and compare what they hold, so a
 * picture here is its own name.
 */
record Fixture(DatasetReader reader, Path data) {
  Fixture picture(String name) {
    return file(name, name);
  }

  Fixture file(String name, String text) {
    try {
      Files.createDirectories(data.resolve(name).getParent());
      Files.writeString(data.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Face> read(String split) {
    return reader.read(data, split);
  }

  List<String> ids(String split) {
    return read(split).stream().map(Face::id).toList();
  }

  /** Checks the whole message; {@code DATA} in it stands for this folder. */
  void fails(String split, String message) {
    String found =
        assertThrows(InvalidDataException.class, () -> reader.read(data, split)).getMessage();
    assertEquals(message, found.replace(data.toString(), "DATA"));
  }

  /** {@code from} … in steps, each with a blank after it. */
  static String numbers(double from, double step, int count, String after) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(from + i * step).append(after);
    }
    return out.toString();
  }
}
