package org.wingloss.model.inference;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.wingloss.model.detector.FaceDetector;

/**
 * The landmark models and the detector, opened side by side: each takes about half of the time, one
 * loads ONNX Runtime, the other Jackson.
 *
 * @param landmarks find the landmarks
 * @param detector finds the faces; there is none where boxes are given
 */
public record PredictionModels(Ensemble landmarks, Optional<FaceDetector> detector)
    implements AutoCloseable {
  /**
   * Opens both. Where one fails, the other is closed and the failure is thrown as it is; where both
   * fail, that of the landmark models.
   */
  public static PredictionModels open(
      Supplier<Ensemble> landmarks, Supplier<Optional<FaceDetector>> detector) {
    CompletableFuture<Optional<FaceDetector>> opening = CompletableFuture.supplyAsync(detector);
    Ensemble opened;
    try {
      opened = landmarks.get();
    } catch (RuntimeException | Error e) {
      opening.exceptionally(failure -> Optional.empty()).join().ifPresent(FaceDetector::close);
      throw e;
    }
    try {
      return new PredictionModels(opened, opening.join());
    } catch (CompletionException e) {
      opened.close();
      throw thrown(e);
    }
  }

  /**
   * Where the boxes of pictures come from.
   *
   * @param given asked where there is no detector
   */
  public BoxSource boxes(Supplier<BoxSource> given) {
    return detector
        .<BoxSource>map(finder -> new BoxSource.Detected(finder, landmarks))
        .orElseGet(given);
  }

  /** As if it had been opened on the caller's thread. */
  private static RuntimeException thrown(CompletionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }

  @Override
  public void close() {
    landmarks.close();
    detector.ifPresent(FaceDetector::close);
  }
}
