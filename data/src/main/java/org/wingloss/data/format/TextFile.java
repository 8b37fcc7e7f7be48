package org.wingloss.data.format;

import com.fasterxml.jackson.core.io.NumberInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.io.FileFailure;

/** Text and numbers of annotation files, with errors that name the line. */
public final class TextFile {
  private static final long LARGEST = 128L << 20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private TextFile() {}

  /**
   * Opens a file behind its byte order mark, if it has one. Every text format reads through here.
   */
  public static InputStream open(Path file) throws IOException {
    PushbackInputStream in =
        new PushbackInputStream(Files.newInputStream(file), BYTE_ORDER_MARK.length);
    try {
      byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
      in.unread(start, 0, start.length - markLength(start, 0, start.length));
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** How many bytes the byte order mark takes with which a text in [from, to) begins; often 0. */
  public static int markLength(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + BYTE_ORDER_MARK.length);
    return Arrays.equals(bytes, from, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
        ? BYTE_ORDER_MARK.length
        : 0;
  }

  /** Characters that must be UTF-8, without a byte order mark. */
  public static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder()));
  }

  /** A whole text without a byte order mark. */
  public static String text(Path file) throws IOException {
    try (InputStream in = open(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
  }

  /** All lines, without a byte order mark; at most {@code maxBytes} are read. */
  public static List<String> lines(Path file, long maxBytes) {
    try {
      checkSize(file, maxBytes);
      return text(file).lines().toList();
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
   * The number grammar of every text format and setting: digits with an optional sign, point and
   * exponent, and nothing else that Java would take ({@code NaN}, {@code 1f}, {@code 0x1p3}). NaN
   * where the text is none or not finite. Takes time in proportion to the text.
   */
  public static double number(String text) {
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
    return NumberText.format("%.6f", value);
  }

  /** A foreign text made fit for one line of a message. */
  public static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
  }
}
