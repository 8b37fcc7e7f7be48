package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.detector.FaceDetector;
import picocli.CommandLine.Option;

/** Boxes that are typed or detected; a verb may add other sources to the same group. */
public class BoxOptions {
  @Option(
      names = "--box",
      paramLabel = "l,t,r,b",
      description =
          "Left, top, right, bottom of a face. predict: in every picture, may be repeated; track: in"
              + " the first frame.")
  private List<String> boxes = List.of();

  @Option(
      names = "--detector",
      paramLabel = "ONNX",
      description =
          "A face detector of your own: YuNet, Ultra-Light, BlazeFace, or what train-detector makes (default:"
              + " the built-in one).")
  private Path detector;

  /** The boxes typed. */
  public final List<Box> boxes() {
    return boxes.stream().map(text -> Arguments.usable(() -> Box.parse("--box", text))).toList();
  }

  /** Whether a detector looks for the faces: the one that is named, or the built-in one. */
  public final boolean detects() {
    return detector != null || !hasOther();
  }

  /** Opens the detector that is named, or the built-in one where no boxes are. */
  public final Optional<FaceDetector> openDetector(DetectorOptions options) {
    if (detector != null) {
      return Optional.of(options.open(detector));
    }
    if (hasOther() && options.size().isPresent()) {
      throw new UsageException("--detector-size is for a detector, but the boxes are given");
    }
    return hasOther() ? Optional.empty() : Optional.of(options.openStandard());
  }

  /** Whether boxes come from elsewhere than a detector. */
  protected boolean hasOther() {
    return !boxes.isEmpty();
  }
}
