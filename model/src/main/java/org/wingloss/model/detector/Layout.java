package org.wingloss.model.detector;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/** How a family of detectors takes its picture and writes its answer. */
enum Layout {
  /**
   * YuNet of OpenCV's model zoo (2023): BGR 0 … 255; at strides 8, 16 and 32 the outputs {@code
   * cls_S}, {@code obj_S} (one number per cell, row by row) and {@code bbox_S} (four: centre offset
   * in cells, logarithm of the sides in cells). The score is √(cls·obj).
   */
  YUNET(640, 640, true) {
    @Override
    boolean fits(Set<String> outputs) {
      return outputs.containsAll(
          List.of(
              "cls_8", "cls_16", "cls_32", "obj_8", "obj_16", "obj_32", "bbox_8", "bbox_16",
              "bbox_32"));
    }

    /** The whole picture at its own proportions, in the upper left corner. */
    @Override
    AffineMap networkFromImage(RgbImage image, int width, int height) {
      double scale = Math.min((double) width / image.width(), (double) height / image.height());
      return corner(scale, scale);
    }

    @Override
    float level(int value) {
      return value;
    }

    @Override
    void decode(
        Map<String, float[]> outputs,
        int width,
        int height,
        double least,
        List<FaceDetector.Detection> found) {
      for (int stride = 8; stride <= 32; stride *= 2) {
        int columns = width / stride;
        int cells = columns * (height / stride);
        float[] classes = read(outputs, "cls_" + stride, cells);
        float[] objects = read(outputs, "obj_" + stride, cells);
        float[] boxes = read(outputs, "bbox_" + stride, 4 * cells);
        for (int i = 0; i < cells; i++) {
          double score = Math.sqrt(share(classes[i]) * share(objects[i]));
          if (score >= least) {
            int column = i % columns;
            int row = i / columns;
            double x = (column + boxes[4 * i]) * stride;
            double y = (row + boxes[4 * i + 1]) * stride;
            double w = Math.exp(boxes[4 * i + 2]) * stride / 2;
            double h = Math.exp(boxes[4 * i + 3]) * stride / 2;
            add(found, x - w, y - h, x + w, y + h, score);
          }
        }
      }
    }
  },
  /**
   * Ultra-Light-Fast-Generic-Face-Detector-1MB: RGB as (value − 127)/128, the picture stretched to
   * the input; {@code scores} (N, 2) of background and face, {@code boxes} (N, 4) as left, top,
   * right, bottom in shares of the input.
   */
  ULTRA_LIGHT(320, 240, false) {
    @Override
    boolean fits(Set<String> outputs) {
      return outputs.containsAll(List.of("scores", "boxes"));
    }

    @Override
    AffineMap networkFromImage(RgbImage image, int width, int height) {
      return corner((double) width / image.width(), (double) height / image.height());
    }

    @Override
    float level(int value) {
      return (value - 127f) / 128f;
    }

    @Override
    void decode(
        Map<String, float[]> outputs,
        int width,
        int height,
        double least,
        List<FaceDetector.Detection> found) {
      int count = outputs.get("scores").length / 2;
      float[] scores = read(outputs, "scores", 2 * count);
      float[] boxes = read(outputs, "boxes", 4 * count);
      for (int i = 0; i < count; i++) {
        double score = share(scores[2 * i + 1]);
        if (score >= least) {
          add(
              found,
              boxes[4 * i] * width,
              boxes[4 * i + 1] * height,
              boxes[4 * i + 2] * width,
              boxes[4 * i + 3] * height,
              score);
        }
      }
    }
  };

  private final int width;
  private final int height;
  private final boolean blueFirst;

  Layout(int width, int height, boolean blueFirst) {
    this.width = width;
    this.height = height;
    this.blueFirst = blueFirst;
  }

  /** The layout of a file with these outputs. */
  static Layout of(Set<String> outputs, Path file) {
    for (Layout layout : values()) {
      if (layout.fits(outputs)) {
        return layout;
      }
    }
    throw InvalidDataException.in(
        file,
        "is no face detector of a known layout: expected the outputs of YuNet (cls_8, obj_8, bbox_8 …)"
            + " or of Ultra-Light (scores, boxes) but found "
            + String.join(", ", outputs));
  }

  /** The usual input width, where a file leaves it free. */
  int width() {
    return width;
  }

  /** The usual input height, where a file leaves it free. */
  int height() {
    return height;
  }

  boolean blueFirst() {
    return blueFirst;
  }

  abstract boolean fits(Set<String> outputs);

  /** Where the picture's pixels come to lie in the input. */
  abstract AffineMap networkFromImage(RgbImage image, int width, int height);

  /** What the network takes for a byte. */
  abstract float level(int value);

  /** Adds the faces of at least the score, input pixels. */
  abstract void decode(
      Map<String, float[]> outputs,
      int width,
      int height,
      double least,
      List<FaceDetector.Detection> found);

  /** Scales so that the outer edges of the pictures meet, not the centres of the corner pixels. */
  private static AffineMap corner(double sx, double sy) {
    return new AffineMap(sx, 0, sx / 2 - 0.5, 0, sy, sy / 2 - 0.5);
  }

  private static double share(float value) {
    return Math.max(0, Math.min(1, value));
  }

  static float[] read(Map<String, float[]> outputs, String name, int count) {
    float[] values = outputs.get(name);
    if (values == null || values.length != count) {
      throw new InvalidDataException(
          "the face detector's output '%s' should have %d values but has %s"
              .formatted(name, count, values == null ? "none" : values.length));
    }
    return values;
  }

  private static void add(
      List<FaceDetector.Detection> found,
      double left,
      double top,
      double right,
      double bottom,
      double score) {
    // Sides are measured from the outer edge of pixel 0, which lies at -0.5 here.
    if (right > left && bottom > top && Double.isFinite(left + top + right + bottom)) {
      found.add(
          new FaceDetector.Detection(
              new Box(left - 0.5, top - 0.5, right - 0.5, bottom - 0.5), score));
    }
  }
}
