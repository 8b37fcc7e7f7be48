package org.wingloss.serve.landmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.TestTimeAugmentation;

@Timeout(60)
class FaceBatchesTest {
  /** Pixels; batches of several sizes may differ in the last bits. */
  private static final double NEARLY = 1e-3;

  private static final int REQUESTS = 12;

  private static Localiser model;
  private static Ensemble once;
  private static Ensemble twice;

  @BeforeAll
  static void open() {
    model = Localiser.standard();
    once = new Ensemble(List.of(model), TestTimeAugmentation.NONE, false);
    twice = new Ensemble(List.of(model), TestTimeAugmentation.NONE, true);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static FaceInput face(int i) {
    SyntheticFace face = new SyntheticFaces(4, SyntheticSettings.DEFAULT).face(i, 160);
    return new FaceInput(face.image(), face.landmarks("300w-68").bounds());
  }

  @Test
  void predict_requestsThatWait_shareABatchAndGetTheirOwn() {
    List<FaceInput> faces = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      faces.add(face(i));
    }
    ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    FaceBatches batches = new FaceBatches(1, Duration.ofMillis(3), sizes::add);
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    try {
      List<CompletableFuture<List<FacePrediction>>> later = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        // Two ways of asking, which cannot share a batch.
        Ensemble ensemble = i % 2 == 0 ? once : twice;
        List<FaceInput> own = List.of(faces.get(i));
        later.add(CompletableFuture.supplyAsync(() -> batches.predict(ensemble, own), threads));
      }
      for (int i = 0; i < REQUESTS; i++) {
        FacePrediction found = later.get(i).join().get(0);
        FacePrediction alone = (i % 2 == 0 ? once : twice).predict(faces.get(i));
        assertEquals(alone.landmarks().x(30), found.landmarks().x(30), NEARLY);
        assertEquals(alone.plausible(), found.plausible());
      }
    } finally {
      threads.shutdown();
    }
    assertEquals(REQUESTS, sizes.stream().mapToInt(Integer::intValue).sum());
    assertTrue(sizes.size() < REQUESTS, "sizes of batches: " + sizes);
  }

  @Test
  void predict_anotherStillDecoded_isWaitedForNoLongerThanTheWindow() {
    FaceBatches batches = new FaceBatches(1, Duration.ofMillis(300), size -> {});
    batches.predict(once, List.of(face(0)));
    batches.announce();
    long begin = System.nanoTime();
    batches.predict(once, List.of(face(0)));
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertTrue(waited >= 290, waited + " ms");
  }

  /** Memory that runs out for one request must not leave those behind it waiting for ever. */
  @Test
  void predict_errorWhereABatchIsTriedOneByOne_isToldToItsOwnAlone() {
    Localiser closed = Localiser.standard();
    closed.close();
    Ensemble unusable = new Ensemble(List.of(closed), TestTimeAugmentation.NONE, false);
    AtomicInteger alone = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    FaceBatches batches =
        new FaceBatches(
            1,
            Duration.ofSeconds(2),
            size -> {
              sizes.add(size);
              if (size == 1 && alone.getAndIncrement() == 0) {
                throw new OutOfMemoryError("in a test");
              }
            });
    batches.announce(); // The first waits for the second, so that they are one batch.
    List<Thread> asking = new ArrayList<>();
    ConcurrentLinkedQueue<Throwable> told = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  batches.predict(unusable, List.of(face(0)));
                } catch (IllegalStateException | OutOfMemoryError e) {
                  told.add(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      asking.add(thread);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (Thread thread : asking) {
            thread.join();
          }
        });
    assertEquals(List.of(2, 1, 1), List.copyOf(sizes));
    assertEquals(2, told.size(), told.toString());
  }

  /** Two that wait with a lane each: the first to go on takes the faces of the other. */
  @Test
  void predict_errorOfABatchThatAnotherLeads_isToldToItsOwnAlone() throws Exception {
    CountDownLatch busyMayGoOn = new CountDownLatch(1);
    FaceBatches batches = new FaceBatches(2, Duration.ofMinutes(1), size -> await(busyMayGoOn));
    batches.announce(); // Whoever has the last lane waits.
    FutureTask<List<FacePrediction>> busy = asking(batches, once, List.of(face(0)));
    FutureTask<List<FacePrediction>> faulty = asking(batches, twice, new UnreadableFace());
    FutureTask<List<FacePrediction>> leading = asking(batches, once, List.of(face(1)));
    Thread busyThread = started(busy);
    awaitState(busyThread, Thread.State.WAITING);
    Thread faultyThread = started(faulty);
    awaitState(faultyThread, Thread.State.TIMED_WAITING);
    Thread leadingThread = started(leading);
    awaitState(leadingThread, Thread.State.WAITING);
    awaitState(faultyThread, Thread.State.TIMED_WAITING);
    busyMayGoOn.countDown();
    awaitState(leadingThread, Thread.State.TIMED_WAITING);
    awaitState(faultyThread, Thread.State.TIMED_WAITING);
    batches.arrived();
    assertEquals(1, busy.get().size());
    assertEquals(1, leading.get().size());
    ExecutionException told = assertThrows(ExecutionException.class, faulty::get);
    assertEquals(OutOfMemoryError.class, told.getCause().getClass());
  }

  /** One face, for which there is not enough memory. */
  private static final class UnreadableFace extends AbstractList<FaceInput> {
    @Override
    public FaceInput get(int index) {
      throw new OutOfMemoryError("in a test");
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Whoever leads takes at least one of the others before it comes to the last. */
  @Test
  void predict_errorWhileABatchIsTaken_isToldToThoseThatWereTaken() throws Exception {
    CountDownLatch busyMayGoOn = new CountDownLatch(1);
    FaceBatches batches = new FaceBatches(1, Duration.ZERO, size -> await(busyMayGoOn));
    FutureTask<List<FacePrediction>> busy = asking(batches, once, List.of(face(0)));
    awaitState(started(busy), Thread.State.WAITING);
    List<FutureTask<List<FacePrediction>>> behind =
        List.of(
            asking(batches, once, List.of(face(1))),
            asking(batches, once, List.of(face(2))),
            asking(batches, once, new UncountableFaces()));
    for (FutureTask<List<FacePrediction>> one : behind) {
      awaitState(started(one), Thread.State.WAITING);
    }
    busyMayGoOn.countDown();
    assertEquals(1, busy.get().size());
    for (FutureTask<List<FacePrediction>> one : behind) {
      ExecutionException told =
          assertThrows(ExecutionException.class, () -> one.get(20, TimeUnit.SECONDS));
      assertEquals(OutOfMemoryError.class, told.getCause().getClass());
    }
    assertEquals(1, batches.predict(once, List.of(face(3))).size(), "no one waits any more");
  }

  /** Faces, and not enough memory to count them. */
  private static final class UncountableFaces extends AbstractList<FaceInput> {
    @Override
    public FaceInput get(int index) {
      throw new OutOfMemoryError("in a test");
    }

    @Override
    public int size() {
      throw new OutOfMemoryError("in a test");
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  private static FutureTask<List<FacePrediction>> asking(
      FaceBatches batches, Ensemble ensemble, List<FaceInput> faces) {
    return new FutureTask<>(() -> batches.predict(ensemble, faces));
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    while (thread.isAlive() && thread.getState() != state) {
      Thread.sleep(1);
    }
  }

  @Test
  void predict_modelThatFails_leavesTheLaneFree() {
    FaceBatches batches = new FaceBatches(1, Duration.ofMillis(3), size -> {});
    Localiser closed = Localiser.standard();
    closed.close();
    Ensemble unusable = new Ensemble(List.of(closed), TestTimeAugmentation.NONE, false);
    assertThrows(IllegalStateException.class, () -> batches.predict(unusable, List.of(face(0))));
    assertEquals(1, batches.predict(once, List.of(face(0))).size(), "the lane is free again");
    assertEquals(List.of(), batches.predict(once, List.of()));
  }
}
