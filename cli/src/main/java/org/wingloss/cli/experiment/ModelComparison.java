package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.wingloss.cli.option.ModelsToCompareOptions;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.ComparedMethod;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.model.inference.Ensemble;

/**
 * Trained models on the same faces, compared face by face.
 *
 * @param models which, and on which faces
 * @param compared what with what
 * @param scoring how
 * @param say takes progress and remarks
 */
public record ModelComparison(
    ModelsToCompareOptions models,
    ComparisonOptions compared,
    ScoringOptions scoring,
    Consumer<String> say) {
  private static final int WORST = 12;
  private static final int FEWEST = 4;

  /**
   * Runs every model.
   *
   * @param pictures whether the report shows faces
   */
  public Report report(boolean pictures) {
    List<String> names = models.names();
    compared.require("--model", names.size());
    LandmarkScheme scheme = models.reader().scheme();
    scoring.require(scheme);
    List<Face> faces = models.faces();
    compared.requireSubsets(
        faces.stream()
            .flatMap(face -> face.subsets().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
    Path data = models.data();
    List<Summary> runs = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    List<Card> cards = new ArrayList<>();
    cards.add(EvaluationCards.data(models.kind(), models.split(), data, faces));
    String boxes = models.boxes() == null ? "as trained" : models.boxes();
    List<DatasetRun> inputs = inputs(scheme, faces, names.size());
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      try (Ensemble model = models.open(k)) {
        FlawedPictures flawed = new FlawedPictures();
        say.accept("localising with %s: %d faces".formatted(name, faces.size()));
        PredictedFaces predicted = inputs.get(k).predict(model, unused -> {}, flawed);
        if (k == 0) {
          flawed.remark().ifPresent(say);
        }
        Summary summary = scoring.summary(name, predicted.scores(scheme, scoring.norms(scheme)));
        runs.add(summary);
        if (pictures) {
          int worst = Math.max(FEWEST, WORST / names.size());
          examples.addAll(Examples.of(summary, predicted, worst, 0));
        }
        Card card = EvaluationCards.model(name, model, 0, boxes);
        cards.add(new Card("Model " + name, card.facts()));
      }
    }
    List<ComparedMethod> methods = compared.methods(runs);
    return new Report(
        "%s on %s %s".formatted(ComparedMethod.title(methods), models.kind(), models.split()),
        runs,
        compared.compare(methods),
        examples,
        Optional.empty(),
        cards);
  }

  /** The faces as each model sees them: one that cannot be used is found before the first runs. */
  private List<DatasetRun> inputs(LandmarkScheme scheme, List<Face> faces, int count) {
    List<DatasetRun> inputs = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      try (Ensemble model = models.open(k)) {
        DatasetRun.requireScheme(scheme, model.description().scheme());
        inputs.add(DatasetRun.of(faces, models.boxes(), model));
      }
    }
    return inputs;
  }
}
