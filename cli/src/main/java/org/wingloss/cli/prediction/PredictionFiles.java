package org.wingloss.cli.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.cli.option.FilesToScoreOptions;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.shard.Shard;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceFiles;
import org.wingloss.evaluation.input.FaceJoin;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.PartialScores;
import org.wingloss.evaluation.score.Scorer;

/**
 * Ground truth and prediction files, scored and looked up.
 *
 * @param truth the file or folder of the ground truth
 * @param predictions the files, in order
 * @param images the folder of the pictures that the ground truth names, or null for its own
 * @param scheme what the landmarks mean
 */
public record PredictionFiles(
    Path truth, List<Path> predictions, Path images, LandmarkScheme scheme) {
  private static final int WORST = 12;
  private static final int MEDIAN = 6;
  private static final int FEWEST = 4;

  /** Some megabytes. */
  private static final int FACES_OF_PART = 1 << 14;

  /** Those that were typed. */
  public static PredictionFiles of(FilesToScoreOptions files) {
    return new PredictionFiles(files.truth(), files.predictions(), files.images(), files.scheme());
  }

  /**
   * Scores prediction files in one pass over the ground truth.
   *
   * @param names what the files are called in tables
   */
  public List<Summary> summaries(List<String> names, ScoringOptions scoring) {
    Scorer scorer = new Scorer(scheme, scoring.norms(scheme));
    List<FaceSource> sources = new ArrayList<>();
    try (FaceSource truthFaces = FaceFiles.truth(truth, scheme)) {
      predictions.forEach(p -> sources.add(FaceFiles.predictions(p, truth, scheme)));
      List<Scorer.Matched> matched = scorer.scoreAll(truthFaces, sources);
      return IntStream.range(0, matched.size())
          .mapToObj(k -> scoring.summary(names.get(k), matched.get(k)))
          .toList();
    } finally {
      sources.forEach(FaceSource::close);
    }
  }

  /**
   * Scores the faces of a shard against the only prediction file.
   *
   * @return its faces in the order of the ground truth, cut into the parts that a shard leaves
   */
  public List<PartialScores> parts(ScoringOptions scoring, Shard shard) {
    try (FaceSource truthFaces = FaceFiles.truth(truth, scheme);
        FaceSource predicted = FaceFiles.predictions(predictions.get(0), truth, scheme)) {
      int ranges = 1 + truthFaces.size() / shard.count() / FACES_OF_PART;
      return new Scorer(scheme, scoring.norms(scheme))
          .parts(truthFaces, predicted, shard::owns, ranges);
    }
  }

  /**
   * The summary of the only prediction file from the parts of all shards.
   *
   * @param name what the file is called in tables
   */
  public Summary joined(String name, ScoringOptions scoring, List<ScoredPart> parts) {
    List<Normaliser> norms = scoring.norms(scheme);
    PartialScores all = new PartialScores(scheme, norms);
    parts.forEach(part -> all.append(PartialScores.of(part.bytes(), scheme, norms)));
    try (FaceSource truthFaces = FaceFiles.truth(truth, scheme);
        FaceSource predicted = FaceFiles.predictions(predictions.get(0), truth, scheme)) {
      return scoring.summary(name, new Scorer(scheme, norms).joined(all, truthFaces, predicted));
    }
  }

  /** The worst faces of every prediction file. */
  public List<Example> examples(List<Summary> runs) {
    int worst = Math.max(FEWEST, WORST / runs.size());
    return IntStream.range(0, runs.size())
        .boxed()
        .flatMap(k -> examples(runs.get(k), k, worst, 0).stream())
        .toList();
  }

  /** Faces of the only prediction file to look at. */
  public List<Example> examples(Summary run) {
    return examples(run, 0, WORST, MEDIAN);
  }

  private List<Example> examples(Summary run, int file, int worst, int median) {
    try (FaceSource truthFaces = FaceFiles.truth(truth, scheme);
        FaceSource predicted = FaceFiles.predictions(predictions.get(file), truth, scheme);
        FaceSource.Cursor truthCursor = truthFaces.open();
        FaceSource.Cursor predictedCursor = predicted.open()) {
      FaceJoin join = FaceJoin.of(truthFaces, predicted);
      Examples.Lookup lookup =
          new Examples.Lookup() {
            @Override
            public Face truth(int face) {
              Face stored = truthCursor.read(face);
              return stored.withPicture(stored.picture().flatMap(PredictionFiles.this::picture));
            }

            @Override
            public Optional<Landmarks> prediction(int face) {
              int place = join.find(truthCursor.id(face));
              return place < 0
                  ? Optional.empty()
                  : Optional.of(predictedCursor.read(place).landmarks());
            }
          };
      return Examples.of(run, lookup, worst, median);
    }
  }

  /** The picture that the ground truth names, if it lies in the folder where pictures may lie. */
  private Optional<Path> picture(Path named) {
    Path folder = images != null ? images : Files.isDirectory(truth) ? truth : parent(truth);
    Path whole = Files.isDirectory(truth) ? named : folder.resolve(named);
    try {
      Path real = whole.toRealPath();
      return real.startsWith(folder.toRealPath()) ? Optional.of(real) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // pictures are a convenience of the report
    }
  }

  private static Path parent(Path file) {
    return file.toAbsolutePath().getParent();
  }
}
