package org.wingloss.model.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * MediaPipe's short-range BlazeFace (Bazarevsky et al. 2019), converted to ONNX: RGB in [−1, 1],
 * {@code regressors} (896, 16) of box and six landmarks, {@code classificators} (896, 1), whose
 * sigmoid is the score. Two anchors about the middle of each cell of 8 pixels, then six of each
 * cell of 16, row by row; an anchor has no size of its own, so that a regressor is the centre's
 * offset from the cell's middle and the sides, in input pixels.
 *
 * <p>Deviations: MediaPipe averages boxes that overlap and lays the picture into the middle of
 * black; here the best of them stays, and what the picture leaves free of the input is grey.
 */
record BlazeFace() implements DetectorFamily {
  private static final int[] STRIDES = {8, 16};
  private static final int[] ANCHORS = {2, 6};
  private static final int NUMBERS = 16;

  /** As in MediaPipe. */
  private static final double LEAST_SCORE = 0.5;

  /** As in MediaPipe: beyond it the sigmoid is what it is here. */
  private static final double LARGEST = 100;

  @Override
  public Layout layout() {
    return new Layout(List.of("regressors", "classificators"), 128, 128, false);
  }

  @Override
  public float level(int value) {
    return value / 127.5f - 1;
  }

  @Override
  public double leastScore() {
    return LEAST_SCORE;
  }

  @Override
  public List<FaceDetector.Detection> decode(Outputs outputs, int width, int height, double least) {
    int count = 0;
    for (int k = 0; k < STRIDES.length; k++) {
      count += ANCHORS[k] * cells(width, STRIDES[k]) * cells(height, STRIDES[k]);
    }
    float[] boxes = outputs.read("regressors", NUMBERS * count);
    float[] scores = outputs.read("classificators", count);
    List<FaceDetector.Detection> found = new ArrayList<>();
    int i = 0;
    for (int k = 0; k < STRIDES.length; k++) {
      int columns = cells(width, STRIDES[k]);
      int cells = columns * cells(height, STRIDES[k]);
      for (int anchor = 0; anchor < ANCHORS[k] * cells; anchor++, i++) {
        double score = sigmoid(scores[i]);
        if (score >= least) {
          int cell = anchor / ANCHORS[k];
          int at = NUMBERS * i;
          FaceDetector.Detection.about(
                  (cell % columns + 0.5) * STRIDES[k] + boxes[at],
                  (Math.floorDiv(cell, columns) + 0.5) * STRIDES[k] + boxes[at + 1],
                  boxes[at + 2],
                  boxes[at + 3],
                  score)
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static int cells(int side, int stride) {
    return (side + stride - 1) / stride;
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-Math.max(-LARGEST, Math.min(LARGEST, value))));
  }
}
