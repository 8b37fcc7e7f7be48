package org.wingloss.cli.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.wingloss.data.geometry.Box;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.model.inference.Ensemble;

/** Measures how a model's error grows when its boxes are moved and scaled. */
public final class BoxSensitivityRun {
  private static final int MOST_FACES = 100;
  private static final int[] PERCENT = {-20, -10, -5, 0, 5, 10, 20};

  private BoxSensitivityRun() {}

  /** How many predictions {@link #of} makes. */
  public static int predictions(DatasetRun run) {
    return chosen(run).size() * 3 * PERCENT.length;
  }

  public static BoxSensitivity of(
      DatasetRun run, Ensemble ensemble, Normaliser norm, IntConsumer progress) {
    DatasetRun some = run.only(chosen(run));
    Map<String, DoubleFunction<UnaryOperator<Box>>> changes = new LinkedHashMap<>();
    changes.put("moved to the right", share -> box -> box.moved(share * box.width(), 0));
    changes.put("moved down", share -> box -> box.moved(0, share * box.height()));
    changes.put("scaled", share -> box -> box.scaled(1 + share));
    List<BoxSensitivity.Curve> curves = new ArrayList<>();
    int[] done = {0};
    changes.forEach(
        (name, change) -> {
          List<BoxSensitivity.Point> points = new ArrayList<>();
          for (int percent : PERCENT) {
            int before = done[0];
            DatasetRun changed = some.withBoxes(change.apply(percent / 100.0));
            PredictedFaces found =
                changed.predict(ensemble, count -> progress.accept(before + count));
            Scores scores = found.scores(ensemble.description().scheme(), List.of(norm));
            double nme = 100 * NormalisedMeanError.of(scores.errors(norm.name()));
            points.add(new BoxSensitivity.Point(percent, nme));
            done[0] += some.faces().size();
          }
          curves.add(new BoxSensitivity.Curve(name, points));
        });
    return new BoxSensitivity(norm.name(), some.faces().size(), curves);
  }

  /** At most {@value #MOST_FACES} places, spread evenly. */
  private static List<Integer> chosen(DatasetRun run) {
    int count = Math.min(MOST_FACES, run.faces().size());
    return IntStream.range(0, count)
        .map(i -> (int) ((long) i * run.faces().size() / count))
        .boxed()
        .toList();
  }
}
