package org.wingloss.data.image;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A format of picture files.
 *
 * @param finder finds the parts of such a file
 * @param endings of its files' names, in lower case
 * @param signatures one of which is a file's start; any byte may stand for a question mark
 */
record PictureFormat(PictureContent.Finder finder, List<String> endings, List<String> signatures) {
  private static final String VIDEO =
      "this is a video; make pictures of its frames first, for example with ffmpeg";

  /** All that are read. */
  static final List<PictureFormat> ALL =
      List.of(
          new PictureFormat(
              JpegParts::find,
              List.of(".jpg", ".jpeg", ".jfif", ".jpe"),
              List.of("\u00ff\u00d8\u00ff")),
          new PictureFormat(PngParts::find, List.of(".png"), List.of("\u0089PNG\r\n\u001a\n")),
          new PictureFormat(BmpParts::find, List.of(".bmp"), List.of("BM")),
          new PictureFormat(GifParts::find, List.of(".gif"), List.of("GIF87a", "GIF89a")),
          new PictureFormat(TiffParts::find, List.of(".tif", ".tiff"), List.of("II*\0", "MM\0*")),
          new PictureFormat(WebpParts::find, List.of(".webp"), List.of("RIFF????WEBP")));

  /** What is often taken for a picture that is read: a start, and what is said of such a file. */
  private static final List<Map.Entry<String, String>> OTHERS =
      List.of(
          Map.entry("????ftyphe", "this is a HEIC picture; convert it to JPEG first"),
          Map.entry("????ftypmif1", "this is a HEIC picture; convert it to JPEG first"),
          Map.entry("????ftypavi", "this is an AVIF picture; convert it to JPEG first"),
          Map.entry("????ftypcrx", "this is a camera's raw picture; convert it to JPEG first"),
          Map.entry("????ftyp", VIDEO),
          Map.entry("\u001aE\u00df\u00a3", VIDEO),
          Map.entry("RIFF????AVI ", VIDEO));

  /** The format of a file; none if it is no picture that can be read. */
  static Optional<PictureFormat> of(byte[] file) {
    return ALL.stream()
        .filter(format -> format.signatures.stream().anyMatch(start -> starts(file, start)))
        .findFirst();
  }

  /** What a file is that is none of these pictures, where that is known. */
  static Optional<String> other(byte[] file) {
    return OTHERS.stream()
        .filter(other -> starts(file, other.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean starts(byte[] file, String signature) {
    for (int i = 0; i < signature.length(); i++) {
      char expected = signature.charAt(i);
      if (i >= file.length || (expected != '?' && (file[i] & 0xFF) != expected)) {
        return false;
      }
    }
    return true;
  }

  /** The parts of a file of this format. */
  PictureContent content(byte[] file) throws IOException {
    try {
      return finder.find(file);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("the file ends too early", e);
    }
  }
}
