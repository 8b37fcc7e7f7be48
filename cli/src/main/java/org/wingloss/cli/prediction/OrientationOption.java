package org.wingloss.cli.prediction;

import java.nio.file.Path;
import java.util.Optional;
import org.wingloss.data.Plural;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import picocli.CommandLine.Option;

/** {@code --stored-orientation}: whether pictures are taken as stored. */
public final class OrientationOption {
  @Option(
      names = "--stored-orientation",
      description =
          "Take pictures as stored, as data sets do; by default a picture is first rotated as its"
              + " EXIF tag says, so that boxes and landmarks fit what a viewer shows.")
  private boolean stored;

  /** Whether pictures are rotated as their EXIF tags say. */
  public boolean upright() {
    return !stored;
  }

  /**
   * A sentence about pictures that were rotated.
   *
   * @param first the first of them, where it is known
   */
  public static String rotated(long count, Optional<String> first) {
    return Plural.of(
            count,
            "%d [picture was|pictures were] rotated as [its EXIF tag says|their EXIF tags say]%s;"
                + " data sets are read as stored: for one, add --stored-orientation")
        .formatted(
            count, first.map(id -> " (%s%s)".formatted(id, count > 1 ? " first" : "")).orElse(""));
  }

  /** The pixels to which boxes and landmarks refer. */
  public RgbImage read(Path picture) {
    return stored ? ImageFiles.read(picture) : ImageFiles.readUpright(picture);
  }
}
