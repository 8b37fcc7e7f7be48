package org.wingloss.data.format;

import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;

/** Text and numbers of annotation files, with errors that name the line. */
public final class TextFile {
  private static final long LARGEST = 128L << 20;

  private TextFile() {}

  /** All lines, without a byte order mark; at most {@code maxBytes} are read. */
  public static List<String> lines(Path file, long maxBytes) {
    try {
      checkSize(file, maxBytes);
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  /** All lines of a list file. */
  public static List<String> lines(Path file) {
    return lines(file, LARGEST);
  }

  /** Refuses empty and oversized files. */
  public static void checkSize(Path file, long maxBytes) throws IOException {
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
    double value = number(text);
    if (Double.isNaN(value)) {
      throw InvalidDataException.at(
          file, line, "expected a number but found '" + shown(text) + "'");
    }
    return value;
  }

  /**
   * The number grammar of every text format: digits with an optional sign, point and exponent, and
   * nothing else that Java would take ({@code NaN}, {@code 1f}, {@code 0x1p3}). NaN where the text
   * is none or not finite.
   */
  static double number(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return Double.NaN;
      }
    }
    try {
      double value = NumberInput.parseDouble(text, true);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** A coordinate with six decimals, as the published files have. */
  public static String text(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** A foreign text made fit for one line of a message. */
  public static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
  }
}
