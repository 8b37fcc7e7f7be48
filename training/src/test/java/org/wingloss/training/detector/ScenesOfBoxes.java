package org.wingloss.training.detector;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.geometry.Box;

/** Black scenes with faces at known places; one may hold fewer than another. */
record ScenesOfBoxes(int inputSize, List<List<Box>> scenes) implements SampleDrawer {
  /** One scene. */
  static Batch batch(int side, Box... boxes) {
    return batch(side, List.of(List.of(boxes)));
  }

  static Batch batch(int side, List<List<Box>> scenes) {
    int[] all = IntStream.range(0, scenes.size()).toArray();
    return Batch.of(new ScenesOfBoxes(side, scenes), all, 1);
  }

  @Override
  public int samples() {
    return scenes.size();
  }

  @Override
  public int landmarks() {
    return 2 * scenes.stream().mapToInt(List::size).max().orElseThrow();
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    slot.pixels(new float[3 * inputSize * inputSize]);
    List<Box> boxes = scenes.get(sample);
    for (int i = 0; i < boxes.size(); i++) {
      slot.landmark(2 * i, true, boxes.get(i).left(), boxes.get(i).top());
      slot.landmark(2 * i + 1, true, boxes.get(i).right(), boxes.get(i).bottom());
    }
    for (int corner = 2 * boxes.size(); corner < landmarks(); corner++) {
      slot.landmark(corner, false, 0, 0);
    }
  }
}
