package org.example;

import java.nio.file.Path;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceFiles;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.metric.AreaUnderCurve;
import org.wingloss.evaluation.metric.FailureRate;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.evaluation.score.Scores;

/** Anybody's predictions against the ground truth: five landmarks of three faces. */
public final class ScoreACsv {
  private ScoreACsv() {}

  public static void main(String[] files) throws Exception {
    Path folder = Path.of("faces");
    Path truthFile = files.length > 0 ? Path.of(files[0]) : folder.resolve("ground-truth.csv");
    Path mineFile = files.length > 1 ? Path.of(files[1]) : folder.resolve("predictions.csv");
    LandmarkScheme scheme = LandmarkScheme.of("mtfl-5");
    try (FaceSource truth = FaceFiles.truth(truthFile, scheme);
        FaceSource mine = FaceFiles.predictions(mineFile, truthFile, scheme)) {
      Scores scores = new Scorer(scheme, Normaliser.all()).score(truth, mine).scores();
      var errors = scores.errors("inter-pupil");
      System.out.printf("faces     %d%n", scores.byFace("inter-pupil").length);
      System.out.printf("NME       %.2f %% of the inter-pupil distance%n", 100 * NormalisedMeanError.of(errors));
      System.out.printf("AUC@10    %.1f %%%n", 100 * AreaUnderCurve.of(errors, 0.10));
      System.out.printf("FR@10     %.1f %%%n", 100 * FailureRate.of(errors, 0.10));
    }
  }
}
