package org.wingloss.cli.verb;

import java.util.List;
import org.wingloss.cli.dataset.DoctorVerb;
import org.wingloss.cli.dataset.PackVerb;
import org.wingloss.cli.export.ExportVerb;
import org.wingloss.cli.listing.DevicesVerb;
import org.wingloss.cli.listing.GridsVerb;
import org.wingloss.cli.listing.LossVerb;
import org.wingloss.cli.listing.ModelsVerb;
import org.wingloss.cli.listing.RecipesVerb;
import org.wingloss.cli.listing.SummaryVerb;
import org.wingloss.cli.listing.WatchVerb;
import org.wingloss.cli.spark.SparkVerb;

/** The verbs by name. */
public final class Verbs {
  /** The verbs in the order in which help lists them. */
  public static final List<String> NAMES =
      List.of(
          "demo",
          "train",
          "train-detector",
          "recipes",
          "grids",
          "watch",
          "sweep",
          "reproduce",
          "devices",
          "engine",
          "preview",
          "predict",
          "serve",
          "spark",
          "export",
          "models",
          "summary",
          "track",
          "score",
          "evaluate",
          "merge",
          "compare",
          "gate",
          "scheme",
          "synthesise",
          "pack",
          "doctor",
          "balance",
          "loss",
          "completion");

  private Verbs() {}

  /** The class of a verb; the others are not loaded. */
  public static Class<?> of(String name) {
    return switch (name) {
      case "demo" -> DemoVerb.class;
      case "train" -> TrainVerb.class;
      case "train-detector" -> TrainDetectorVerb.class;
      case "recipes" -> RecipesVerb.class;
      case "grids" -> GridsVerb.class;
      case "watch" -> WatchVerb.class;
      case "sweep" -> SweepVerb.class;
      case "reproduce" -> ReproduceVerb.class;
      case "devices" -> DevicesVerb.class;
      case "engine" -> EngineVerb.class;
      case "preview" -> PreviewVerb.class;
      case "predict" -> PredictVerb.class;
      case "serve" -> ServeVerb.class;
      case "spark" -> SparkVerb.class;
      case "export" -> ExportVerb.class;
      case "models" -> ModelsVerb.class;
      case "summary" -> SummaryVerb.class;
      case "track" -> TrackVerb.class;
      case "score" -> ScoreVerb.class;
      case "evaluate" -> EvaluateVerb.class;
      case "merge" -> MergeVerb.class;
      case "compare" -> CompareVerb.class;
      case "gate" -> GateVerb.class;
      case "scheme" -> SchemeVerb.class;
      case "synthesise" -> SynthesiseVerb.class;
      case "pack" -> PackVerb.class;
      case "doctor" -> DoctorVerb.class;
      case "balance" -> BalanceVerb.class;
      case "loss" -> LossVerb.class;
      case "completion" -> CompletionVerb.class;
      default -> throw new IllegalArgumentException("no verb is called '" + name + "'");
    };
  }
}
