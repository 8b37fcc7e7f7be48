package org.wingloss.model.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.wingloss.data.image.RgbImage;

/**
 * Ultra-Light-Fast-Generic-Face-Detector-1MB: RGB as (value − 127)/128, the picture stretched to
 * the input; {@code scores} (N, 2) of background and face, {@code boxes} (N, 4) as left, top,
 * right, bottom in shares of the input. Its files "without postprocessing" and "simplified" have
 * the same names and shapes, but their boxes are offsets from {@link Priors}; they are told apart
 * by boxes whose right lies left of their left, which a finished file cannot have.
 */
record UltraLight() implements DetectorFamily {
  @Override
  public Layout layout() {
    return new Layout(List.of("scores", "boxes"), 320, 240, false);
  }

  @Override
  public void views(RgbImage image, int width, int height, Consumer<View> consumer) {
    consumer.accept(View.of(image, new Placement(width, height), width, height));
  }

  @Override
  public float level(int value) {
    return (value - 127f) / 128f;
  }

  @Override
  public List<FaceDetector.Detection> decode(Outputs outputs, int width, int height, double least) {
    int count = outputs.length("scores") / 2;
    float[] scores = outputs.read("scores", 2 * count);
    float[] boxes = outputs.read("boxes", 4 * count);
    boolean edges = areEdges(boxes);
    Priors priors = Priors.padded(width, height);
    if (!edges) {
      outputs.read("boxes", 4 * priors.count());
    }
    List<FaceDetector.Detection> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double score = scores[2 * i + 1];
      if (score >= least) {
        Optional<FaceDetector.Detection> one =
            edges ? finished(boxes, i, width, height, score) : priors.decode(i, boxes, 4, score);
        one.ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean areEdges(float[] boxes) {
    for (int i = 0; i < boxes.length; i += 4) {
      if (boxes[i + 2] < boxes[i] || boxes[i + 3] < boxes[i + 1]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<FaceDetector.Detection> finished(
      float[] boxes, int i, int width, int height, double score) {
    double left = (double) boxes[4 * i] * width;
    double top = (double) boxes[4 * i + 1] * height;
    double right = (double) boxes[4 * i + 2] * width;
    double bottom = (double) boxes[4 * i + 3] * height;
    return FaceDetector.Detection.about(
        (left + right) / 2, (top + bottom) / 2, right - left, bottom - top, score);
  }
}
