package org.wingloss.data.format;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.wingloss.data.InvalidDataException;

/** Text and numbers of annotation files, with errors that name the line. */
public final class TextFile {
  private static final long LARGEST = 128L << 20;

  /** Decimal only: {@code Double.parseDouble} would also take "NaN", "1f" and "0x1p3". */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private TextFile() {}

  /** All lines; at most {@code maxBytes} are read. */
  public static List<String> lines(Path file, long maxBytes) {
    try {
      checkSize(file, maxBytes);
      return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      throw InvalidDataException.in(file, "there is no such file", e);
    } catch (CharacterCodingException e) {
      throw InvalidDataException.in(file, "is not text (UTF-8)", e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** All lines of a list file. */
  public static List<String> lines(Path file) {
    return lines(file, LARGEST);
  }

  /** Refuses empty and oversized files. */
  static void checkSize(Path file, long maxBytes) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      throw InvalidDataException.in(file, "is empty");
    }
    if (size > maxBytes) {
      throw InvalidDataException.in(
          file, "has %d bytes but at most %d are read".formatted(size, maxBytes));
    }
  }

  /** A finite decimal number. */
  public static double number(String text, Path file, long line) {
    if (NUMBER.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw InvalidDataException.at(file, line, "expected a number but found '" + shown(text) + "'");
  }

  /** A foreign text made fit for one line of a message. */
  public static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
  }
}
