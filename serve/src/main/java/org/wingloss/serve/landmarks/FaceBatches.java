package org.wingloss.serve.landmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePrediction;

/**
 * Joins the faces of requests that wait for the network into one batch. There are as many lanes as
 * cores. A request that finds a lane free goes through at once, or waits up to the window for
 * others that are still being decoded when its lane is the last one; requests that find none wait,
 * and the next free lane takes all of them.
 */
final class FaceBatches {
  /** More faces than the network takes at once would only be cut up again. */
  private static final int MOST_FACES = 32;

  private final long window;
  private final IntConsumer observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Job> waiting = new ArrayDeque<>();
  private int freeLanes;
  private int arriving;

  /**
   * No faces yet.
   *
   * @param lanes batches at once
   * @param window longest time that faces wait for others
   * @param observer is told of the number of requests in every batch
   */
  FaceBatches(int lanes, Duration window, IntConsumer observer) {
    this.freeLanes = lanes;
    this.window = window.toNanos();
    this.observer = observer;
  }

  /** The faces of one request. */
  private static final class Job {
    private final Ensemble ensemble;
    private final List<FaceInput> faces;
    private List<FacePrediction> found;
    private Throwable failure;

    Job(Ensemble ensemble, List<FaceInput> faces) {
      this.ensemble = ensemble;
      this.faces = faces;
    }

    boolean isDone() {
      return found != null || failure != null;
    }
  }

  /** A request whose faces are not known yet; it is worth waiting for. */
  void announce() {
    lock.lock();
    try {
      arriving++;
    } finally {
      lock.unlock();
    }
  }

  /** An announced request has its faces, or has none. */
  void arrived() {
    lock.lock();
    try {
      arriving--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The predictions for the faces of one request, in their order. */
  List<FacePrediction> predict(Ensemble ensemble, List<FaceInput> faces) {
    if (faces.isEmpty()) {
      return List.of();
    }
    Job job = new Job(ensemble, faces);
    lock.lock();
    try {
      waiting.add(job);
      changed.signalAll();
      while (!job.isDone()) {
        if (freeLanes > 0 && waiting.contains(job)) {
          lead();
        } else {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      waiting.remove(job); // It is still there if this ends with an Error.
      lock.unlock();
    }
    if (job.failure instanceof Error error) {
      throw error;
    }
    if (job.failure instanceof RuntimeException failure) {
      throw failure;
    }
    return job.found;
  }

  /** Takes a batch through a lane; the lock is held before and after. */
  private void lead() {
    List<Job> batch = new ArrayList<>();
    freeLanes--;
    try {
      waitForOthers();
      take(batch);
      lock.unlock();
      try {
        run(batch);
      } finally {
        lock.lock();
      }
    } catch (RuntimeException | Error e) {
      fail(batch, e); // Else those that were taken would wait for ever.
      throw e;
    } finally {
      freeLanes++;
      changed.signalAll();
    }
  }

  private void waitForOthers() {
    long left = window;
    boolean interrupted = false;
    while (left > 0 && freeLanes == 0 && arriving > 0 && facesWaiting() < MOST_FACES) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        interrupted = true;
        left = 0;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int facesWaiting() {
    return waiting.stream().mapToInt(job -> job.faces.size()).sum();
  }

  /** Without an iterator, for which there may be no memory either. */
  private static void fail(List<Job> batch, Throwable failure) {
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.get(i).isDone()) {
        batch.get(i).failure = failure;
      }
    }
  }

  /** Moves the first that waits, and those behind it that ask for the same, into a batch. */
  private void take(List<Job> batch) {
    int faces = 0;
    for (Iterator<Job> i = waiting.iterator(); i.hasNext(); ) {
      Job job = i.next();
      boolean fits = batch.isEmpty() || faces + job.faces.size() <= MOST_FACES;
      if (fits && (batch.isEmpty() || batch.get(0).ensemble.equals(job.ensemble))) {
        batch.add(job);
        faces += job.faces.size();
        i.remove();
      }
    }
  }

  /** What fails is told to the batch's own requests: that which leads it may be none of them. */
  private void run(List<Job> batch) {
    if (batch.isEmpty()) {
      return; // Another lane took them while this one waited.
    }
    try {
      observer.accept(batch.size());
      List<FaceInput> faces = batch.stream().flatMap(job -> job.faces.stream()).toList();
      List<FacePrediction> found = batch.get(0).ensemble.predict(faces);
      int at = 0;
      for (Job job : batch) {
        job.found = found.subList(at, at + job.faces.size());
        at += job.faces.size();
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).failure = e;
      } else {
        batch.forEach(job -> run(List.of(job))); // The fault of one is not that of the others.
      }
    } catch (Error e) {
      fail(batch, e);
    }
  }
}
