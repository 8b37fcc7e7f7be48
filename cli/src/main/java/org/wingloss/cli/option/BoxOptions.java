package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      description = "A face detector: YuNet, Ultra-Light, or what train-detector makes.")
  private Path detector;

  /** The boxes typed. */
  public final List<Box> boxes() {
    return boxes.stream().map(BoxArgument::parse).toList();
  }

  /** Opens the detector, if one is named. */
  public final Optional<FaceDetector> openDetector(DetectorOptions options) {
    return Optional.ofNullable(detector).map(options::open);
  }
}
