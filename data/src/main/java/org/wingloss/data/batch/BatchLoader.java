package org.wingloss.data.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.wingloss.data.Waiting;

/**
 * Draws the batches of steps {@code firstStep, firstStep + 1, …} without end, ahead of the training
 * loop, in worker threads. Batch number s is the same to the bit for any number of threads and any
 * first step: place k of it is draw d = s · batchSize + k of the sequence.
 *
 * <p>{@link #next} is for one thread; {@link #recycle} may be called by any.
 */
public final class BatchLoader implements AutoCloseable {
  private final DrawSequence sequence;
  private final int batchSize;
  private final int ahead;
  private final ExecutorService workers;
  private final Queue<Batch> spare = new ConcurrentLinkedQueue<>();
  private final Queue<Future<Batch>> pending = new ArrayDeque<>();
  private long nextToPlan;
  private boolean closed;

  /**
   * Starts drawing the samples of a drawer, in the order of an {@link EpochPermutation}.
   *
   * @param order the samples of an epoch
   * @param seed decides the permutations and the augmentation
   * @throws IllegalArgumentException as the other constructor and {@link EpochPermutation}
   */
  public BatchLoader(
      SampleDrawer drawer, int[] order, int batchSize, long seed, int threads, long firstStep) {
    this(new EpochPermutation(drawer, order, seed), batchSize, threads, firstStep);
  }

  /**
   * Starts drawing.
   *
   * @param sequence closed with this loader
   * @param batchSize N, at least 1
   * @param threads worker threads; 0 draws in the thread that calls {@link #next}
   * @param firstStep the step of the first batch: 0, or where a resumed run continues
   * @throws IllegalArgumentException on a number out of range
   */
  public BatchLoader(DrawSequence sequence, int batchSize, int threads, long firstStep) {
    atLeast("batchSize", 1, batchSize);
    atLeast("threads", 0, threads);
    atLeast("firstStep", 0, firstStep);
    this.sequence = sequence;
    this.batchSize = batchSize;
    this.nextToPlan = firstStep;
    this.ahead = threads == 0 ? 0 : threads + 1;
    this.workers = threads == 0 ? null : workers(threads);
    for (int i = 0; i < ahead; i++) {
      plan();
    }
  }

  /**
   * The next batch; waits until it is drawn. It belongs to the caller until it is recycled.
   *
   * @throws IllegalStateException after {@link #close}, or when the thread is interrupted
   * @throws RuntimeException whatever drawing one of its samples threw; the loader is then closed
   */
  public Batch next() {
    if (closed) {
      throw new IllegalStateException("the batch loader is closed");
    }
    try {
      if (workers == null) {
        return draw(step());
      }
      Batch batch = Waiting.result(pending.remove());
      plan();
      return batch;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Gives a batch back, so that a later one takes its memory; the caller must forget it. */
  public void recycle(Batch batch) {
    if (batch.size() != batchSize
        || batch.inputSize() != sequence.inputSize()
        || batch.landmarks() != sequence.landmarks()) {
      throw new IllegalArgumentException("the batch comes from another loader");
    }
    spare.add(batch);
  }

  /** Stops the workers; batches already handed out stay valid. */
  @Override
  public void close() {
    closed = true;
    if (workers != null) {
      Waiting.stop(workers);
    }
    pending.clear();
    spare.clear();
    sequence.close();
  }

  private void plan() {
    List<DrawSequence.Draw> draws = step();
    pending.add(workers.submit(() -> draw(draws)));
  }

  /** The draws of the next step. */
  private List<DrawSequence.Draw> step() {
    List<DrawSequence.Draw> draws = new ArrayList<>(batchSize);
    for (int k = 0; k < batchSize; k++) {
      draws.add(sequence.draw(nextToPlan * batchSize + k));
    }
    nextToPlan++;
    return draws;
  }

  private Batch draw(List<DrawSequence.Draw> draws) {
    Batch batch = spare.poll();
    if (batch == null) {
      batch = new Batch(batchSize, sequence.inputSize(), sequence.landmarks());
    }
    for (int k = 0; k < batchSize; k++) {
      batch.draw(k, draws.get(k));
    }
    return batch;
  }

  private static ExecutorService workers(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "batch-loader-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void atLeast(String name, long least, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be >= %d but was %d".formatted(name, least, value));
    }
  }
}
