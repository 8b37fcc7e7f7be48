package org.wingloss.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.statistic.Bootstrap;
import picocli.CommandLine.Option;

/** The options that every scoring verb shares. */
public final class ScoringOptions {
  @Option(
      names = "--norm",
      paramLabel = "N",
      description = {
        "inter-ocular, inter-pupil, box-width, box-size, box-max, box-diagonal or landmark-box;",
        "may be repeated. Default: all that the truth allows."
      })
  private List<String> norms = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "T",
      description = {
        "A threshold of FR and AUC in percent of the norm; may be repeated.",
        "Default: 8 and 10 under the eye norms, 7 under the others."
      })
  private List<Double> thresholds = new ArrayList<>();

  @Option(
      names = "--resamples",
      paramLabel = "R",
      defaultValue = "10000",
      description = "Bootstrap resamples of the intervals. Default: ${DEFAULT-VALUE}.")
  private int resamples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the resamples. Default: ${DEFAULT-VALUE}.")
  private long seed;

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

  public Thresholds thresholds() {
    try {
      return new Thresholds(thresholds);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--threshold: " + e.getMessage());
    }
  }

  public Bootstrap bootstrap() {
    try {
      return new Bootstrap(seed, resamples, 0.95);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--resamples: " + e.getMessage());
    }
  }
}
