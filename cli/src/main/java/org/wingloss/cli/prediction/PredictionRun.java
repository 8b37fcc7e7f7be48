package org.wingloss.cli.prediction;

import java.util.List;
import java.util.Optional;
import org.wingloss.cli.option.OutputOptions;
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

  /** The predictions for all pictures, in their order. */
  public void predict(List<InputPicture> pictures, Sink sink, OutputOptions output) {
    int[] next = {0};
    runner.predict(
        pictures,
        found -> {
          PicturePrediction kept = tally.sure(found);
          PredictedPicture picture = PredictedPicture.of(found, kept, target);
          tally.add(picture);
          sink.accept(next[0]++, picture);
          drawings.ifPresent(
              folder ->
                  folder.write(kept, runner.ensemble().description().scheme(), target.spread()));
          tell(kept, pictures.size(), output);
        },
        failure -> {
          if (!skipBad) {
            throw failure;
          }
          PredictedPicture picture =
              PredictedPicture.bad(pictures.get(next[0]).id(), failure.getMessage());
          tally.add(picture);
          sink.accept(next[0]++, picture);
          output.warn(skipped(picture));
        });
  }

  /** What is said of a picture that cannot be used. */
  public static String skipped(PredictedPicture picture) {
    return "skipped: " + picture.bad();
  }

  /** Says what was unusual and, where nothing else shows it, that the work goes on. */
  private void tell(PicturePrediction prediction, int all, OutputOptions output) {
    for (PicturePrediction.FoundFace face : prediction.faces()) {
      face.prediction()
          .fallback()
          .ifPresent(why -> output.say(face.id() + ": the second stage saw the face box: " + why));
    }
    int done = tally.pictures() + tally.bad();
    if (target.file().isPresent() && all >= FEW_PICTURES && done % (all / 10) == 0) {
      output.say("localising: %d of %d pictures".formatted(done, all));
    }
  }
}
