package org.wingloss.model.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * YuNet without priors (Wu et al., Machine Intelligence Research 2023; {@code
 * face_detection_yunet_2023mar} of OpenCV's model zoo): BGR 0 … 255; at strides 8, 16 and 32 the
 * outputs {@code cls_S} and {@code obj_S} (one probability per cell, row by row) and {@code bbox_S}
 * (four: the centre's offset from the cell's upper left corner, in cells, and the logarithm of the
 * sides in cells). The score is √(cls·obj), as OpenCV computes it.
 */
record YuNet() implements YuNetFamily {
  @Override
  public Layout layout() {
    return YuNetFamily.layout(
        "cls_8", "cls_16", "cls_32", "obj_8", "obj_16", "obj_32", "bbox_8", "bbox_16", "bbox_32");
  }

  @Override
  public List<FaceDetector.Detection> decode(Outputs outputs, int width, int height, double least) {
    List<FaceDetector.Detection> found = new ArrayList<>();
    for (int stride = 8; stride <= 32; stride *= 2) {
      int columns = width / stride;
      int cells = columns * (height / stride);
      float[] classes = outputs.read("cls_" + stride, cells);
      float[] objects = outputs.read("obj_" + stride, cells);
      float[] boxes = outputs.read("bbox_" + stride, 4 * cells);
      for (int i = 0; i < cells; i++) {
        double score = YuNetFamily.score(classes[i], objects[i]);
        if (score >= least) {
          int column = i % columns;
          int row = Math.floorDiv(i, columns);
          double x = (column + boxes[4 * i]) * stride;
          double y = (row + boxes[4 * i + 1]) * stride;
          double w = Math.exp(boxes[4 * i + 2]) * stride;
          double h = Math.exp(boxes[4 * i + 3]) * stride;
          FaceDetector.Detection.about(x, y, w, h, score).ifPresent(found::add);
        }
      }
    }
    return found;
  }
}
