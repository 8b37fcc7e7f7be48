package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.wingloss.model.detector.FaceDetector;
import picocli.CommandLine.Option;

/** How thoroughly a detector searches. */
public final class DetectorOptions {
  private static final int LEAST = 64;

  @Option(
      names = "--detector-size",
      paramLabel = "PIXELS",
      description =
          "The longer side at which pictures are searched. The built-in detector finds faces from"
              + " about 18 pixels on then; more finds smaller faces and takes longer. Default: 0.35"
              + " of the picture's, 640 to "
              + FaceDetector.LARGEST_SIZE
              + "; for files of other kinds their usual size. A file's"
              + " own fixed size stays.")
  private Integer size;

  /** Opens a detector of the user's. */
  FaceDetector open(Path file) {
    return FaceDetector.open(file, size());
  }

  /** Opens the built-in detector. */
  FaceDetector openStandard() {
    return FaceDetector.standard(size());
  }

  /** The longer side at which pictures are searched, if one was given. */
  public OptionalInt size() {
    return size == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            Arguments.within(LEAST, FaceDetector.LARGEST_SIZE, "--detector-size", size));
  }
}
