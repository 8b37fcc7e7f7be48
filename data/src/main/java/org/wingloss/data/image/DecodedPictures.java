package org.wingloss.data.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pictures that are decoded once and kept, as long as they fit into a given amount of memory. Those
 * beyond it are decoded whenever they are read. Safe for any number of threads: two that read one
 * picture at once decode it once.
 */
public final class DecodedPictures implements PictureSource {
  private final PictureSource decoder;
  private final AtomicLong bytesLeft;
  private final Map<Path, Picture> pictures = new ConcurrentHashMap<>();

  /**
   * Keeps nothing yet.
   *
   * @param decoder reads a picture that is not kept
   * @param mostBytes of pixels, three per pixel; 0 keeps no picture
   */
  public DecodedPictures(PictureSource decoder, long mostBytes) {
    this.decoder = decoder;
    this.bytesLeft = new AtomicLong(mostBytes);
  }

  @Override
  public RgbImage read(Path file) {
    return pictures.computeIfAbsent(file, f -> new Picture()).read(file);
  }

  @Override
  public Optional<String> remark() {
    return decoder.remark();
  }

  /** A picture that may be kept. */
  private final class Picture {
    private RgbImage kept;

    synchronized RgbImage read(Path file) {
      if (kept != null) {
        return kept;
      }
      RgbImage image = decoder.read(file);
      int bytes = image.rgb().length;
      if (bytesLeft.addAndGet(-bytes) >= 0) {
        kept = image;
      } else {
        bytesLeft.addAndGet(bytes);
      }
      return image;
    }
  }
}
