package org.wingloss.model.detector;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.image.RgbImage;

/** How a family of detectors takes its picture and writes its boxes. */
sealed interface DetectorFamily permits YuNetFamily, UltraLight {
  /** The layout of a file with these outputs. */
  static DetectorFamily of(Set<String> outputs, Path file) {
    for (DetectorFamily layout : List.of(new YuNet(), new PriorYuNet(), new UltraLight())) {
      if (outputs.containsAll(layout.outputs())) {
        return layout;
      }
    }
    throw InvalidDataException.in(
        file,
        "is no face detector of a known layout: expected the outputs of YuNet (cls_8, obj_8, bbox_8 …"
            + " or loc, conf, iou) or of Ultra-Light (scores, boxes) but found "
            + outputs.stream().map(TextFile::shown).collect(Collectors.joining(", ")));
  }

  /** The outputs by which the layout is known. */
  List<String> outputs();

  /** The usual input width, where a file leaves it free. */
  int width();

  /** The usual input height, where a file leaves it free. */
  int height();

  /** Whether the planes are blue, green, red instead of red, green, blue. */
  boolean blueFirst();

  /** How large the picture is placed in the input's upper left corner. */
  Placement place(RgbImage image, int width, int height);

  /** What the network takes for a byte. */
  float level(int value);

  /** The faces of at least the score, input pixels. */
  List<FaceDetector.Detection> decode(Outputs outputs, int width, int height, double least);
}
