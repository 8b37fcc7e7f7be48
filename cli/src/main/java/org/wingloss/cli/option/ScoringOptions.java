package org.wingloss.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every scoring verb shares. */
public final class ScoringOptions {
  @Option(
      names = "--norm",
      paramLabel = "N",
      description =
          "What errors are divided by: inter-ocular, inter-pupil, box-width, box-size, box-max,"
              + " box-diagonal or landmark-box; may be repeated (default: all that the ground truth"
              + " allows).")
  private List<String> norms = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "T",
      description =
          "A threshold of failure rate and AUC in percent of the norm; may be repeated (default: 8"
              + " and 10 under the eye norms, 7 under the others).")
  private List<Double> thresholds = new ArrayList<>();

  @Option(
      names = "--resamples",
      paramLabel = "R",
      defaultValue = "10000",
      description = "Bootstrap resamples of the intervals (default: ${DEFAULT-VALUE}).")
  private int resamples;

  @Mixin private SeedOption seed;

  /** The norms asked for, or all that suit the scheme. */
  public List<Normaliser> norms(LandmarkScheme scheme) {
    if (norms.isEmpty()) {
      return Normaliser.all().stream().filter(n -> n.suits(scheme)).toList();
    }
    List<Normaliser> chosen = new ArrayList<>();
    for (String name : new LinkedHashSet<>(norms)) {
      Normaliser norm;
      try {
        norm = Normaliser.of(name);
      } catch (InvalidDataException e) {
        throw new UsageException(e.getMessage());
      }
      if (!norm.suits(scheme)) {
        throw new UsageException(
            "the scheme %s has no landmarks for the norm %s".formatted(scheme.name(), name));
      }
      chosen.add(norm);
    }
    return chosen;
  }

  /** The thresholds asked for, or the usual ones. */
  public Thresholds thresholds() {
    return Arguments.usable("--threshold", () -> new Thresholds(thresholds));
  }

  /** How intervals are drawn. */
  public Bootstrap bootstrap() {
    return Arguments.usable("--resamples", () -> new Bootstrap(seed.seed(), resamples, 0.95));
  }

  /**
   * The summary of scores.
   *
   * @throws InvalidDataException if no face has a length under a norm that was asked for
   */
  public Summary summary(String name, Scores scores) {
    requireLengths(scores);
    return Summary.of(name, scores, thresholds(), bootstrap(), List.of());
  }

  /**
   * The summary of predictions that were matched with faces.
   *
   * @throws InvalidDataException if no face has a length under a norm that was asked for
   */
  public Summary summary(String name, Scorer.Matched matched) {
    requireLengths(matched.scores());
    return Summary.of(name, matched, thresholds(), bootstrap());
  }

  /** Scores leave such a norm out: one that was typed must not give way to the next. */
  private void requireLengths(Scores scores) {
    norms.forEach(scores::byFace);
  }

  /**
   * Refuses early what scoring would refuse.
   *
   * @throws UsageException if an option cannot be used
   */
  public void require(LandmarkScheme scheme) {
    norms(scheme);
    thresholds();
    bootstrap();
  }
}
