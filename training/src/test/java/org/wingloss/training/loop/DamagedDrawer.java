package org.wingloss.training.loop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;

/** Draws as another drawer, but for some calls, whose pixels are no numbers. */
record DamagedDrawer(SampleDrawer sound, AtomicInteger calls, int from, int until)
    implements SampleDrawer {
  /** Damages the calls from one on, counted from 0, and leaves those after another alone. */
  DamagedDrawer(SampleDrawer sound, int from, int until) {
    this(sound, new AtomicInteger(), from, until);
  }

  @Override
  public int samples() {
    return sound.samples();
  }

  @Override
  public int inputSize() {
    return sound.inputSize();
  }

  @Override
  public int landmarks() {
    return sound.landmarks();
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    sound.draw(sample, random, slot);
    int call = calls.getAndIncrement();
    if (call >= from && call < until) {
      float[] crop = new float[3 * inputSize() * inputSize()];
      java.util.Arrays.fill(crop, Float.NaN);
      slot.pixels(crop);
    }
  }
}
