package org.wingloss.evaluation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;

final class IndexedLinesTest {
  @TempDir private Path folder;

  private IndexedLines open(Path file) {
    return IndexedLines.open(file, JsonLines.of(Role.GROUND_TRUTH));
  }

  private static String line(int i, int points) {
    StringBuilder out = new StringBuilder("{\"id\":\"face" + i + "\",\"landmarks\":[");
    for (int k = 0; k < points; k++) {
      out.append(k == 0 ? "" : ",").append('[').append(i).append(".25,").append(k).append(']');
    }
    return out.append("]}").toString();
  }

  @Test
  void open_linesOfEveryLengthOverSeveralBlocks_findsEach() throws IOException {
    Path file = folder.resolve("long.jsonl");
    SplittableRandom random = new SplittableRandom(9);
    int lines = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long written = 0;
      while (written < 40L << 20) {
        // Mostly short; some longer than the scanner's window of 256 KiB.
        int points = random.nextInt(40) == 0 ? 9_000 : 1 + random.nextInt(300);
        String padding = random.nextInt(60) == 0 ? " ".repeat(400_000) : "";
        String text = padding + line(lines, points) + (random.nextInt(5) == 0 ? "\r\n" : "\n");
        out.write(text);
        if (random.nextInt(30) == 0) {
          out.write("\n");
        }
        written += text.length();
        lines++;
      }
    }
    try (IndexedLines source = open(file);
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(lines, source.size());
      IdIndex index = IdIndex.of(source, MatchRule.EXACT);
      for (int i = 0; i < lines; i++) {
        int j = (int) ((i * 7919L) % lines);
        assertEquals("face" + j, cursor.id(j));
        assertEquals(j + 0.25, cursor.read(j).landmarks().x(0));
        assertEquals(j, index.find("face" + j));
      }
      assertEquals(-1, index.find("face" + lines));
    }
  }

  @Test
  void open_linesThatBeginOnBlockBorders_areFoundOnce() throws IOException {
    // 1,024 bytes each, line end included, so that a line begins at every multiple of 16 MiB.
    Path file = folder.resolve("even.jsonl");
    int lines = 2 * 16_384 + 5;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < lines; i++) {
        String text = line(i, 3);
        out.write(text + " ".repeat(1023 - text.length()) + "\n");
      }
    }
    try (IndexedLines source = open(file);
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(lines, source.size());
      for (int i : new int[] {0, 16_383, 16_384, 16_385, 32_767, 32_768, lines - 1}) {
        assertEquals("face" + i, cursor.id(i));
      }
    }
  }

  @Test
  void open_byteOrderMarkAndNoLastLineEnd_areRead() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.jsonl"), "\uFEFF" + line(0, 2) + "\n\n" + line(1, 2));
    try (IndexedLines source = open(file);
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(2, source.size());
      assertEquals("face1", cursor.read(1).id());
      assertEquals(file + ", line 3", cursor.where(1));
    }
  }

  /** Without the mark the first line is blank. */
  @Test
  void open_byteOrderMarkAlone_isNoFace() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "\uFEFF\n" + line(0, 2));
    try (IndexedLines source = open(file);
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(1, source.size());
      assertEquals("face0", cursor.read(0).id());
    }
  }

  /** As {@code spark predict} tells of a picture that it could not use. */
  @Test
  void open_lineOfPredictionsThatTellsOfAFailure_isNoFace() throws IOException {
    String failure = "{\"id\":\"broken.jpg\",\"error\":\"cannot be decoded\"}\n";
    Path file = Files.writeString(folder.resolve("a.jsonl"), failure + line(1, 2) + "\n" + failure);
    try (IndexedLines source = IndexedLines.open(file, JsonLines.of(Role.PREDICTIONS));
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(1, source.size());
      assertEquals("face1", cursor.read(0).id());
    }
  }

  @Test
  void open_lineWithoutEnd_isRefusedBeforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("endless.jsonl");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write((line(0, 2) + "\n{\"id\":\"").getBytes(StandardCharsets.UTF_8));
      out.setLength(256L << 20); // sparse: zeros that take no room
    }
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> open(file));
    assertEquals(
        file + ", line 2: is longer than 16 MiB: expected one face a line", e.getMessage());
  }

  @Test
  void read_badLine_namesItsNumber() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.jsonl"),
            line(0, 2) + "\n\n{\"id\":\"b\",\"landmarks\":[[1,\"x\"]]}\n");
    try (IndexedLines source = open(file);
        FaceSource.Cursor cursor = source.open()) {
      InvalidDataException e = assertThrows(InvalidDataException.class, () -> cursor.read(1));
      assertTrue(e.getMessage().startsWith(file + ", line 3: "), e.getMessage());
    }
  }

  @Test
  void open_idAfterOtherKeys_isFound() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("late.jsonl"), "{\"landmarks\":[[1,2]],\"image\":\"p\",\"id\":\"q\"}");
    try (IndexedLines source = open(file)) {
      assertEquals(0, IdIndex.of(source, MatchRule.EXACT).find("q"));
    }
  }

  @Test
  void newline_atEveryPlace_isFound() {
    for (int length = 0; length < 40; length++) {
      byte[] bytes = new byte[length + 9];
      java.util.Arrays.fill(bytes, (byte) 0x8A);
      for (int place = 0; place <= length; place++) {
        if (place < length) {
          bytes[place] = '\n';
        }
        assertEquals(place, LineScan.newline(bytes, 0, length));
        if (place < length) {
          bytes[place] = (byte) 0x0B;
        }
      }
    }
  }
}
