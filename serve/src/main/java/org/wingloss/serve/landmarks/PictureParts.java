package org.wingloss.serve.landmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.wingloss.serve.http.HttpProblem;

/**
 * The pictures of a {@code multipart/form-data} body, in their order. Names, of parts and of files,
 * are not looked at, and no part is ever written to a disk.
 */
final class PictureParts {
  /** More pictures are not taken at once. */
  static final int MOST = 64;

  private PictureParts() {}

  /**
   * Takes a body apart.
   *
   * @throws HttpProblem 400 or 415 if it is not of that form
   */
  static List<byte[]> of(byte[] body, String contentType) {
    if (!contentType.startsWith("multipart/form-data")) {
      throw new HttpProblem(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
          "several pictures are sent as multipart/form-data, one part each");
    }
    MultiPartConfig config =
        new MultiPartConfig.Builder()
            .maxParts(MOST)
            .maxSize(body.length)
            .maxPartSize(body.length)
            .maxMemoryPartSize(body.length)
            .useFilesForPartsWithoutFileName(false)
            .build();
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(
            Content.Source.from(ByteBuffer.wrap(body)),
            new Attributes.Mapped(),
            contentType,
            config)) {
      List<byte[]> pictures = new ArrayList<>();
      for (MultiPart.Part part : parts) {
        pictures.add(bytes(part));
      }
      return pictures;
    } catch (RuntimeException e) {
      throw new HttpProblem(
          HttpStatus.BAD_REQUEST_400,
          "the body is not multipart/form-data with 1 to %d pictures".formatted(MOST),
          e);
    }
  }

  private static byte[] bytes(MultiPart.Part part) {
    try {
      ByteBuffer buffer = Content.Source.asByteBuffer(part.getContentSource());
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
