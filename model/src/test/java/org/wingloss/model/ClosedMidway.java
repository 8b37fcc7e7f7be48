package org.wingloss.model;

import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Calls in whose midst another thread closes what they use. */
public final class ClosedMidway {
  private ClosedMidway() {}

  /**
   * What a call gives that is in ONNX Runtime when {@code close} begins.
   *
   * @throws java.util.concurrent.ExecutionException if it fails
   */
  public static <T> T result(Supplier<T> call, Runnable close) throws Exception {
    FutureTask<T> result = new FutureTask<>(call::get);
    Thread caller = new Thread(result);
    caller.start();
    while (caller.isAlive() && !isInOnnxRuntime(caller)) {
      Thread.onSpinWait();
    }
    close.run();
    return result.get();
  }

  private static boolean isInOnnxRuntime(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("ai.onnxruntime."));
  }
}
