package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.wingloss.cli.option.FilesToScoreOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ReportOption;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.option.ShardOption;
import org.wingloss.cli.prediction.PredictionFiles;
import org.wingloss.cli.prediction.ScoredPart;
import org.wingloss.cli.shard.PartWriter;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.PartialScores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores anybody's prediction file. */
@Command(
    name = "score",
    header = "anybody's prediction file: NME, CED, AUC, FR",
    mixinStandardHelpOptions = true,
    description = "Scores predictions of any origin against ground truth: NME, CED, AUC, FR.",
    footer = {
      "",
      "Formats of both files, told apart by content: JSON Lines",
      "{\"id\":…,\"landmarks\":[[x,y],…],\"box\":[l,t,r,b],\"subsets\":[…]}, a folder of .pts,",
      "CSV (id,x0,y0,…), SPIGA's JSON list, COCO or mmpose keypoint JSON.",
      "",
      "Example:",
      "  wingloss score --truth truth.jsonl --predictions mine.jsonl \\",
      "    --scheme 300w-68 --norm inter-ocular --threshold 8"
    })
final class ScoreVerb implements Callable<Integer>, ShardedVerb {
  @Mixin private FilesToScoreOptions files;
  @Mixin private ScoringOptions scoring;
  @Mixin private ReportOption report;
  @Mixin private ShardOption sharding;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (files.predictions().size() > 1) {
      throw new UsageException("score takes --predictions once; compare takes several");
    }
    Optional<Path> folder = report.folder();
    files.require(folder.isPresent());
    scoring.require(files.scheme());
    Optional<Shard> shard = sharding.of(folder.orElse(null), output);
    if (shard.isPresent()) {
      return writePart(folder.orElseThrow(), shard.get());
    }
    PredictionFiles scored = PredictionFiles.of(files);
    return print(scored, scored.summaries(List.of(name()), scoring).get(0), folder);
  }

  private String name() {
    return files.predictions().get(0).getFileName().toString();
  }

  private int print(PredictionFiles scored, Summary summary, Optional<Path> folder) {
    folder.ifPresent(out -> report.write(content(summary, scored), output));
    output.print(() -> SummaryJson.text(summary), () -> SummaryText.of(List.of(summary)));
    return ExitCode.OK;
  }

  private Report content(Summary summary, PredictionFiles scored) {
    String title = summary.name() + " against " + files.truth().getFileName();
    return new Report(
        title, List.of(summary), List.of(), scored.examples(summary), Optional.empty(), List.of());
  }

  private int writePart(Path out, Shard own) {
    List<PartialScores> parts = PredictionFiles.of(files).parts(scoring, own);
    int faces = parts.stream().mapToInt(PartialScores::size).sum();
    ShardedWork work = work(own.count(), parts.size());
    Path file = own.part(out);
    try (PartWriter writer = new PartWriter(file, work, own, parts.size())) {
      for (int k = 0; k < parts.size(); k++) {
        int item = (own.index() - 1) * parts.size() + k;
        writer.write(item, ScoredPart.of(parts.get(k)));
      }
      writer.finish();
    }
    output.say("shard %s: %d faces in %s".formatted(own, faces, file));
    return ExitCode.OK;
  }

  /** Every shard has as many items: its faces come in the order of the ground truth. */
  private ShardedWork work(int shards, int each) {
    List<String> names =
        IntStream.range(0, shards * each)
            .mapToObj(item -> "%d of shard %d".formatted(item % each, item / each + 1))
            .toList();
    return sharding.work(Map.of("name", name()), names);
  }

  @Override
  public int merge(Parts parts) {
    Optional<Path> folder = report.folder();
    parts.require(work(parts.header().of(), parts.header().items() / parts.header().of()));
    PredictionFiles scored = PredictionFiles.of(files);
    List<ScoredPart> scores = parts.values(ScoredPart.class);
    return print(scored, scored.joined(name(), scoring, scores), folder);
  }
}
