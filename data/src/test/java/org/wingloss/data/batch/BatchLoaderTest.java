package org.wingloss.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;

@Timeout(30)
class BatchLoaderTest {
  /** Pixels, targets and visibility that tell the sample and the random numbers apart. */
  private static class Tags implements SampleDrawer {
    private final int samples;

    Tags(int samples) {
      this.samples = samples;
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public int inputSize() {
      return 2;
    }

    @Override
    public int landmarks() {
      return 1;
    }

    @Override
    public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
      if (sample == 13) {
        throw new InvalidDataException("sample 13 is damaged");
      }
      float[] crop = new float[12];
      for (int i = 0; i < crop.length; i++) {
        crop[i] = random.nextFloat();
      }
      slot.pixels(crop);
      slot.landmark(0, sample % 2 == 1, sample, random.nextFloat());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 0", "4, 0", "1, 3", "2, 7", "4, 11", "0, 5"})
  void next_anyThreadsAndFirstStep_givesTheSameBits(int threads, long firstStep) {
    List<String> expected = describe(10, 4, 42, 1, 0, 16);
    List<String> actual = describe(10, 4, 42, threads, firstStep, 16 - (int) firstStep);
    assertEquals(expected.subList((int) firstStep, 16), actual);
  }

  @Test
  void next_otherSeed_givesOtherBatches() {
    assertNotEquals(describe(10, 4, 42, 1, 0, 3), describe(10, 4, 43, 1, 0, 3));
  }

  @Test
  void next_oneEpoch_drawsEveryEntryOnceInAnotherOrderThanTheNext() {
    List<Integer> drawn = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(new Tags(12), range(12), 5, 1, 2, 0)) {
      for (int step = 0; step < 12; step++) {
        for (int sample : loader.next().samples()) {
          drawn.add(sample);
        }
      }
    }
    Set<List<Integer>> epochs = new HashSet<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      List<Integer> entries = drawn.subList(12 * epoch, 12 * epoch + 12);
      assertEquals(12, new HashSet<>(entries).size(), "epoch " + epoch + ": " + entries);
      epochs.add(List.copyOf(entries));
    }
    assertEquals(5, epochs.size());
  }

  @Test
  void next_sampleNamedTwice_isDrawnTwiceDifferently() {
    try (BatchLoader loader = new BatchLoader(new Tags(5), new int[] {3, 3}, 2, 1, 1, 0)) {
      Batch batch = loader.next();
      assertArrayEquals(new int[] {3, 3}, batch.samples());
      assertNotEquals(batch.targets()[1], batch.targets()[3]);
    }
  }

  @Test
  void next_batchLargerThanTheEpoch_continuesInTheNext() {
    try (BatchLoader loader = new BatchLoader(new Tags(3), range(3), 8, 1, 2, 0)) {
      int[] counts = new int[3];
      for (int step = 0; step < 3; step++) {
        for (int sample : loader.next().samples()) {
          counts[sample]++;
        }
      }
      assertArrayEquals(new int[] {8, 8, 8}, counts);
    }
  }

  @Test
  void batch_slots_holdTheirSample() {
    try (BatchLoader loader = new BatchLoader(new Tags(9), range(9), 4, 1, 2, 0)) {
      Batch batch = loader.next();
      assertTrue(batch.pixels().isDirect());
      assertEquals(4 * 12, batch.pixels().remaining());
      assertEquals(4, batch.size());
      for (int k = 0; k < 4; k++) {
        int sample = batch.samples()[k];
        assertEquals(sample, batch.targets()[2 * k]);
        assertEquals(sample % 2, batch.visible()[k]);
      }
    }
  }

  @Test
  void recycle_batch_isUsedAgainAndLeavesTheSequenceAlone() {
    List<String> expected = describe(10, 4, 42, 2, 0, 40);
    List<String> actual = new ArrayList<>();
    Set<Batch> batches = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    try (BatchLoader loader = new BatchLoader(new Tags(10), range(10), 4, 42, 2, 0)) {
      for (int step = 0; step < 40; step++) {
        Batch batch = loader.next();
        actual.add(describe(batch));
        batches.add(batch);
        loader.recycle(batch);
      }
    }
    assertEquals(expected, actual);
    assertTrue(batches.size() <= 5, batches.size() + " batches for 40 steps");
  }

  @Test
  void recycle_batchReadToItsEnd_isReadFromItsStartAgain() {
    try (BatchLoader loader = new BatchLoader(new Tags(10), range(10), 4, 42, 0, 0)) {
      Batch first = loader.next();
      first.pixels().get(new float[4 * 12]);
      loader.recycle(first);
      Batch again = loader.next();
      assertSame(first, again);
      float[] read = new float[4 * 12];
      again.pixels().get(read);
      for (int i = 0; i < read.length; i++) {
        assertEquals(again.pixels().get(i), read[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3"})
  void next_drawFails_throwsItsExceptionAndCloses(int threads) {
    try (BatchLoader loader = new BatchLoader(new Tags(20), range(20), 20, 1, threads, 0)) {
      InvalidDataException e = assertThrows(InvalidDataException.class, loader::next);
      assertEquals("sample 13 is damaged", e.getMessage());
      var closed = assertThrows(IllegalStateException.class, loader::next);
      assertEquals("the batch loader is closed", closed.getMessage());
    }
  }

  @Test
  void next_afterClose_isRefused() {
    BatchLoader loader = new BatchLoader(new Tags(4), range(4), 2, 1, 2, 0);
    Batch batch = loader.next();
    loader.close();
    loader.close();
    assertThrows(IllegalStateException.class, loader::next);
    assertEquals(2, batch.size());
  }

  @Test
  void close_endsTheWorkers() throws InterruptedException {
    try (BatchLoader loader = new BatchLoader(new Tags(4), range(4), 2, 1, 3, 0)) {
      loader.next();
    }
    // A pool counts as ended a moment before its last thread does.
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("batch-loader-")) {
        thread.join(5000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  /** What the samples are drawn from is closed next. */
  @Test
  void close_byAnInterruptedThread_waitsForTheDrawUnderWay() throws InterruptedException {
    Thread closing = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean drawn = new AtomicBoolean();
    Tags slow =
        new Tags(4) {
          /** Lasts until the loader is being closed and the thread that closes it waits. */
          @Override
          public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
            begun.countDown();
            while (!Thread.currentThread().isInterrupted()
                || closing.getState() == Thread.State.RUNNABLE) {
              Thread.onSpinWait();
            }
            drawn.set(true);
          }
        };
    BatchLoader loader = new BatchLoader(slow, range(4), 1, 1, 1, 0);
    begun.await();
    Thread.currentThread().interrupt();
    loader.close();
    assertTrue(Thread.interrupted());
    assertTrue(drawn.get());
  }

  @Test
  void constructor_badArguments_areRefused() {
    Tags tags = new Tags(4);
    assertMessage("batchSize must be >= 1 but was 0", () -> loader(tags, range(4), 0, 1, 0));
    assertMessage("threads must be >= 0 but was -1", () -> loader(tags, range(4), 1, -1, 0));
    assertMessage("firstStep must be >= 0 but was -3", () -> loader(tags, range(4), 1, 1, -3));
    assertMessage("sample must be in 0 to 3 but was 4", () -> loader(tags, range(5), 1, 1, 0));
    assertMessage(
        "the number of samples in an epoch must be >= 1 but was 0",
        () -> loader(tags, new int[0], 1, 1, 0));
  }

  @Test
  void batchOf_namedSamples_drawsThemInOrder() {
    Batch batch = Batch.of(new Tags(9), new int[] {7, 2, 2}, 5);
    assertArrayEquals(new int[] {7, 2, 2}, batch.samples());
    assertArrayEquals(new float[] {1, 0, 0}, batch.visible());
    assertEquals(batch.targets()[3], batch.targets()[5]);
    batch.pixels().put(3, 2);
    assertEquals(2, batch.pixels().get(3), "views of the same memory");
  }

  /** They would be written over the next sample's. */
  @Test
  void slot_moreOrOtherThanASampleHas_isRefused() {
    Batch.Slot slot = new Batch(2, 2, 1).slot(0);
    for (int values : new int[] {11, 13}) {
      assertMessage(
          "a crop of 2 x 2 pixels has 12 values but got " + values,
          () -> slot.pixels(new float[values]));
    }
    for (int landmark : new int[] {-1, 1}) {
      assertThrows(IndexOutOfBoundsException.class, () -> slot.landmark(landmark, true, 0, 0));
    }
  }

  private static void loader(SampleDrawer d, int[] order, int size, int threads, long first) {
    new BatchLoader(d, order, size, 1, threads, first).close();
  }

  private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable e) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  private static List<String> describe(
      int samples, int size, long seed, int threads, long first, int steps) {
    List<String> out = new ArrayList<>();
    try (BatchLoader loader =
        new BatchLoader(new Tags(samples), range(samples), size, seed, threads, first)) {
      for (int step = 0; step < steps; step++) {
        out.add(describe(loader.next()));
      }
    }
    return out;
  }

  private static String describe(Batch batch) {
    float[] pixels = new float[batch.pixels().remaining()];
    batch.pixels().get(0, pixels);
    return batch + Arrays.toString(batch.targets()) + Arrays.hashCode(pixels);
  }

  private static int[] range(int n) {
    int[] out = new int[n];
    Arrays.setAll(out, i -> i);
    return out;
  }
}
