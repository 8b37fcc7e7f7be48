package org.wingloss.data.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wingloss.data.Plural;

/**
 * Reads pictures and notes those whose files are not whole although no pixel is missing, such as a
 * JPEG without its end marker. Safe for any number of threads.
 */
public final class FlawedPictures implements PictureSource {
  /** What is said of them behind their count; of {@code [one|many]} see {@link Plural}. */
  public static final String SAID =
      "[picture was|pictures were] read although [its file is|their files are] not whole";

  private final Map<String, String> flaws = new TreeMap<>();

  @Override
  public RgbImage read(Path file) {
    EncodedPicture encoded = EncodedPicture.read(file);
    RgbImage pixels = encoded.decode();
    note(file.toString(), encoded.flaw());
    return pixels;
  }

  /**
   * Notes a picture that was read elsewhere.
   *
   * @param picture what it is called
   * @param flaw see {@link EncodedPicture#flaw}
   */
  public synchronized void note(String picture, Optional<String> flaw) {
    flaw.ifPresent(found -> flaws.put(picture, found));
  }

  /** What is wrong with a picture that was noted. */
  public synchronized Optional<String> flaw(String picture) {
    return Optional.ofNullable(flaws.get(picture));
  }

  /** How many there are and which is the first by name; empty if all files are whole. */
  @Override
  public synchronized Optional<String> remark() {
    int count = flaws.size();
    return flaws.entrySet().stream()
        .findFirst()
        .map(
            first ->
                "%d %s %s %s"
                    .formatted(
                        count,
                        Plural.of(count, SAID + "[:|; the first:]"),
                        first.getKey(),
                        first.getValue()));
  }
}
