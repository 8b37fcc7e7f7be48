package org.wingloss.cli.prediction;

import java.util.List;
import java.util.Optional;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PicturePrediction;

/**
 * Predicts for pictures, draws them, and says what is unusual.
 *
 * @param runner the models and the boxes
 * @param target where lines go
 * @param drawings where drawings go
 * @param tally counts, and leaves out
 * @param skipBad whether pictures that cannot be used are passed over
 */
public record PredictionRun(
    InferenceRunner runner,
    PredictionWriter.Target target,
    Optional<DrawnPictures> drawings,
    PredictionTally tally,
    boolean skipBad) {
  private static final int FEW_PICTURES = 100;

  /** Takes what is to be written of the picture at a place of the list. */
  @FunctionalInterface
  public interface Sink {
    /** Called for one picture after the other, in their order. */
    void accept(int place, PredictedPicture picture);
  }

  /**
   * What is made of a picture on the thread that predicted for it, without its pixels.
   *
   * @param remarks what is said of its faces
   * @param drawing writes its drawing
   */
  private record Finished(
      PredictedPicture picture, List<String> remarks, Optional<Runnable> drawing) {}

  /** The predictions for all pictures, in their order. */
  public void predict(List<InputPicture> pictures, Sink sink, OutputOptions output) {
    int[] next = {0};
    runner.predict(
        pictures,
        this::finish,
        finished -> {
          tally.add(finished.picture());
          sink.accept(next[0]++, finished.picture());
          finished.drawing().ifPresent(Runnable::run);
          finished.remarks().forEach(output::say);
          tellProgress(pictures.size(), output);
        },
        failure -> {
          if (!skipBad) {
            throw failure;
          }
          PredictedPicture picture =
              PredictedPicture.bad(pictures.get(next[0]), failure.getMessage(), target);
          tally.add(picture);
          sink.accept(next[0]++, picture);
          output.warn(skipped(picture));
        });
  }

  private Finished finish(PicturePrediction found) {
    PicturePrediction kept = tally.sure(found);
    LandmarkScheme scheme = runner.ensemble().description().scheme();
    return new Finished(
        PredictedPicture.of(found, kept, runner.upright(), target),
        kept.faces().stream().flatMap(face -> remark(face).stream()).toList(),
        drawings.flatMap(folder -> folder.drawing(kept, scheme, target.spread())));
  }

  /** What is said of a picture that cannot be used. */
  public static String skipped(PredictedPicture picture) {
    return "skipped: " + picture.bad();
  }

  private static Optional<String> remark(PicturePrediction.FoundFace face) {
    return face.prediction()
        .fallback()
        .map(why -> face.id() + ": the second stage saw the face box: " + why);
  }

  /** Says that the work goes on, where nothing else shows it. */
  private void tellProgress(int all, OutputOptions output) {
    int done = tally.pictures() + tally.bad();
    if (target.file().isPresent() && all >= FEW_PICTURES && done % (all / 10) == 0) {
      output.say("localising: %d of %d pictures".formatted(done, all));
    }
  }
}
