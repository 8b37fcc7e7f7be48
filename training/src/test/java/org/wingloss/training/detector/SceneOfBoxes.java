package org.wingloss.training.detector;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.geometry.Box;

/** One grey scene with faces at known places. */
record SceneOfBoxes(int inputSize, List<Box> boxes) implements SampleDrawer {
  static Batch batch(int side, Box... boxes) {
    return Batch.of(new SceneOfBoxes(side, List.of(boxes)), new int[] {0}, 1);
  }

  @Override
  public int samples() {
    return 1;
  }

  @Override
  public int landmarks() {
    return 2 * boxes.size();
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    slot.pixels(new float[3 * inputSize * inputSize]);
    for (int i = 0; i < boxes.size(); i++) {
      slot.landmark(2 * i, true, boxes.get(i).left(), boxes.get(i).top());
      slot.landmark(2 * i + 1, true, boxes.get(i).right(), boxes.get(i).bottom());
    }
  }
}
