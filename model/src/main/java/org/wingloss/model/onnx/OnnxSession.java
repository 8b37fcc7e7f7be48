package org.wingloss.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.wingloss.model.engine.NativePlatform;

/**
 * A network in ONNX Runtime that any number of threads use and one closes. Closing waits for the
 * calls under way; a call that begins later is refused, because ONNX Runtime would use freed memory
 * and end the whole process. Closing twice is harmless.
 */
public final class OnnxSession implements AutoCloseable {
  private final OrtSession session;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  /** From here on only those who use it already go on. */
  private volatile boolean closing;

  private boolean closed;

  private OnnxSession(OrtSession session) {
    this.session = session;
  }

  /** Reads the outputs before they are freed. */
  @FunctionalInterface
  public interface Reading<T> {
    /** What the outputs say. */
    T of(OrtSession.Result outputs) throws OrtException;
  }

  /** Makes the input of one call. */
  @FunctionalInterface
  public interface Input {
    /** The input tensor; it is closed after the call. */
    OnnxTensor tensor(OrtEnvironment environment) throws OrtException;
  }

  /**
   * Loads a graph that this program has built.
   *
   * @param threads threads of the engine for one call; 1 runs on the caller's
   * @throws OrtException if ONNX Runtime cannot use it
   */
  public static OnnxSession open(byte[] onnx, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = options(threads)) {
      return new OnnxSession(OrtEnvironment.getEnvironment().createSession(onnx, options));
    }
  }

  /**
   * Loads somebody else's graph, whose shapes were checked, and runs its operators as they are
   * written: those that ONNX Runtime puts in their place may have other shapes. Takes up to one and
   * a half times as long as {@link #open(byte[], int)}.
   *
   * @param threads see {@link #open(byte[], int)}
   * @throws OrtException if ONNX Runtime cannot use it
   */
  public static OnnxSession openForeign(byte[] onnx, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = options(threads)) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      return new OnnxSession(OrtEnvironment.getEnvironment().createSession(onnx, options));
    }
  }

  /** As {@link #open(byte[], int)}, from a direct buffer, which is not copied. */
  public static OnnxSession open(ByteBuffer onnx, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = options(threads)) {
      return new OnnxSession(OrtEnvironment.getEnvironment().createSession(onnx, options));
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = started();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // The engine's warnings about the style of somebody else's file help nobody.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    // Waiting threads sleep: they would take the cores from decoding and cropping.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  /** The first of them starts the engine. */
  private static OrtSession.SessionOptions started() {
    try {
      return new OrtSession.SessionOptions();
    } catch (LinkageError e) {
      String artifact = "com.microsoft.onnxruntime:onnxruntime";
      throw new IllegalStateException(
          NativePlatform.here().sentence("ONNX Runtime", artifact, e), e);
    }
  }

  /**
   * Work of several calls: closing waits until all of it is done.
   *
   * @param work calls {@link #run} on this thread and does not close the session
   * @throws IllegalStateException if the session is closed or waits to be
   */
  public <T> T whileOpen(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for nobody, so that who holds several sessions cannot be in another's way. */
  private void begin() {
    boolean begun = use.readLock().tryLock();
    if (begun && (!closing || use.getReadHoldCount() > 1)) {
      return;
    }
    if (begun) {
      use.readLock().unlock();
    }
    throw new IllegalStateException("the network is closed");
  }

  /**
   * One call.
   *
   * @param name of the only input
   * @param input makes it
   * @param reading reads the outputs
   * @throws OrtException if ONNX Runtime fails
   * @throws IllegalStateException if the session is closed or waits to be
   */
  public <T> T run(String name, Input input, Reading<T> reading) throws OrtException {
    begin();
    try (OnnxTensor tensor = input.tensor(OrtEnvironment.getEnvironment());
        OrtSession.Result outputs = session.run(Map.of(name, tensor))) {
      return reading.of(outputs);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for the calls under way and frees the engine's memory. */
  @Override
  public void close() {
    closing = true;
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
