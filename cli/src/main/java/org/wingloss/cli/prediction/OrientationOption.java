package org.wingloss.cli.prediction;

import java.nio.file.Path;
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

  /** The pixels to which boxes and landmarks refer. */
  public RgbImage read(Path picture) {
    return stored ? ImageFiles.read(picture) : ImageFiles.readUpright(picture);
  }
}
