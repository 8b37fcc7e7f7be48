package org.wingloss.cli.prediction;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;

/**
 * The landmark models and the detector of a command, opened side by side: each takes a good part of
 * the time of a command on one picture.
 */
public record PredictionModels(Ensemble landmarks, Optional<FaceDetector> detector)
    implements AutoCloseable {
  /** Opens both. Where both fail, the landmark models' failure is told. */
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
