package org.wingloss.model.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * YuNet with priors ({@code face_detection_yunet_2021dec} and {@code 2022mar} of OpenCV's model
 * zoo): BGR 0 … 255; {@code loc} (N, 14) of box and five landmarks, {@code conf} (N, 2) of
 * background and face, {@code iou} (N, 1), see {@link Priors}. The score is √(conf·iou).
 *
 * <p>Deviations: OpenCV's own decoding takes 0.1 for the variance of the width; the network was
 * trained with 0.2 for both sides, which is what is done here.
 */
record PriorYuNet() implements YuNetFamily {
  private static final int NUMBERS = 14;

  @Override
  public Layout layout() {
    return YuNetFamily.layout("loc", "conf", "iou");
  }

  @Override
  public List<FaceDetector.Detection> decode(Outputs outputs, int width, int height, double least) {
    Priors priors = Priors.floored(width, height);
    float[] offsets = outputs.read("loc", NUMBERS * priors.count());
    float[] classes = outputs.read("conf", 2 * priors.count());
    float[] overlaps = outputs.read("iou", priors.count());
    List<FaceDetector.Detection> found = new ArrayList<>();
    for (int i = 0; i < priors.count(); i++) {
      double score = YuNetFamily.score(classes[2 * i + 1], overlaps[i]);
      if (score >= least) {
        priors.decode(i, offsets, NUMBERS, score).ifPresent(found::add);
      }
    }
    return found;
  }
}
