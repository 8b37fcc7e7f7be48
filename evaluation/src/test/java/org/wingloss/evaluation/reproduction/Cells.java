package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;

/** Cells whose faces err by given numbers: boxes are 100 pixels wide, every point is moved in x. */
final class Cells {
  static final Bootstrap BOOTSTRAP = new Bootstrap(1, 500, 0.95);

  private Cells() {}

  /** A cell of one seed; errors are percent of the box width, one per face. */
  static CellScores of(String row, String column, double... percent) {
    return of(row, column, List.of(percent));
  }

  /** A cell of several seeds, 1, 2 … */
  static CellScores of(String row, String column, List<double[]> percentBySeed) {
    return of(row, column, percentBySeed, i -> Set.of());
  }

  static CellScores of(
      String row, String column, List<double[]> percentBySeed, IntFunction<Set<String>> subsets) {
    List<SeedScores> seeds = new ArrayList<>();
    for (int k = 0; k < percentBySeed.size(); k++) {
      seeds.add(
          new SeedScores(
              k + 1, scores(percentBySeed.get(k), subsets), Map.of("command", "wingloss train")));
    }
    return new CellScores(row, column, row + ", " + column, seeds);
  }

  static Scores scores(double[] percent, IntFunction<Set<String>> subsets) {
    LandmarkScheme scheme = LandmarkScheme.of("aflw-19");
    List<Face> truth = new ArrayList<>();
    Map<String, Landmarks> predictions = new HashMap<>();
    for (int i = 0; i < percent.length; i++) {
      String id = "face%05d".formatted(i);
      truth.add(
          Face.of(id, shape(scheme, 0))
              .withBox(new Box(0, 0, 100, 100))
              .withSubsets(subsets.apply(i)));
      predictions.put(id, shape(scheme, percent[i]));
    }
    return Scores.of(scheme, truth, predictions, List.of(Normaliser.of("box-width")));
  }

  private static Landmarks shape(LandmarkScheme scheme, double moved) {
    int count = scheme.count();
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      vector[i] = 10 + 4 * i + moved;
      vector[count + i] = 20 + (i * 7) % 50;
    }
    return Landmarks.of(vector);
  }

  /** The same number for every face. */
  static double[] all(int faces, double percent) {
    double[] values = new double[faces];
    Arrays.fill(values, percent);
    return values;
  }

  static ReproductionSetup setup(String table, String... deviations) {
    return new ReproductionSetup(
        table, "Table", "box-width", List.of(deviations), Map.of("faces", "made up"), BOOTSTRAP);
  }
}
