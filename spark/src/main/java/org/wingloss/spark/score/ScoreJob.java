package org.wingloss.spark.score;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.input.LoadedFaces;
import org.wingloss.evaluation.input.MatchRule;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.PartialScores;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.evaluation.score.Scores;
import scala.Function2;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Scores tables of predictions against a table of ground truth. The faces of an id come together in
 * one shuffle; executors score them, and the driver joins {@link PartialScores} as they arrive: of
 * a face it holds its id and eight bytes a norm. So the result has the bits of {@code score},
 * however the tables are cut, in whatever order tasks end, whichever of them run twice.
 *
 * <p>Ids must be equal: rules by which {@code score} matches other names need all of them.
 *
 * @param truth a table of ground truth, see {@link FaceTable}
 * @param predictions one or more tables of predictions
 */
record ScoreJob(FaceTable truth, List<FaceTable> predictions) {
  /** What one task holds in memory. */
  private static final long BYTES_OF_PARTITION = 24L << 20;

  /** Copies the list. */
  ScoreJob {
    predictions = List.copyOf(predictions);
  }

  /** Tables by their names. */
  static ScoreJob of(String truth, List<String> predictions) {
    return new ScoreJob(
        new FaceTable(truth, 0),
        IntStream.range(0, predictions.size())
            .mapToObj(k -> new FaceTable(predictions.get(k), k + 1))
            .toList());
  }

  /**
   * The known scheme with as many landmarks as a face of the ground truth.
   *
   * @throws InvalidDataException if there is none
   */
  LandmarkScheme scheme(SparkSession session) {
    List<byte[]> first = truth.records(session).take(1);
    if (first.isEmpty()) {
      throw new InvalidDataException(truth.name() + ": holds no face");
    }
    return LandmarkScheme.ofCount(FaceRecord.read(first.get(0)).landmarks().count())
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "%s: has faces of a number of landmarks that no known scheme (%s) has: name one"
                        .formatted(truth.name(), String.join(", ", LandmarkScheme.names()))));
  }

  /**
   * Scores every table of predictions.
   *
   * @param schemeName the scheme's name, or a file that all machines have
   * @param norms under which to score
   * @return one result per table, in order
   * @throws InvalidDataException as {@link Scorer#score}
   */
  List<Scorer.Matched> run(SparkSession session, String schemeName, List<Normaliser> norms) {
    LandmarkScheme scheme = LandmarkScheme.of(schemeName);
    PartitionScorer scorer =
        new PartitionScorer(
            tables().stream().map(FaceTable::name).toList(),
            schemeName,
            norms.stream().map(Normaliser::name).toList());
    JavaRDD<byte[]> together = together(session);
    List<Counted> all = predictions.stream().map(p -> new Counted(scheme, norms)).toList();
    stream(
        together,
        records -> scorer.score(records),
        parts -> {
          for (int k = 0; k < parts.length; k++) {
            all.get(k).append(parts[k]);
          }
        });
    List<Scorer.Matched> results = new ArrayList<>();
    for (int k = 0; k < all.size(); k++) {
      results.add(all.get(k).matched(this, k, confused(together, scorer, all.get(k), k)));
    }
    return results;
  }

  private List<FaceTable> tables() {
    List<FaceTable> tables = new ArrayList<>(List.of(truth));
    tables.addAll(predictions);
    return tables;
  }

  /** All faces, those of an id in one partition. */
  private JavaRDD<byte[]> together(SparkSession session) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    long bytes = tables().stream().mapToLong(table -> table.bytes(hadoop)).sum();
    int partitions =
        (int) Math.max(session.sparkContext().defaultParallelism(), 1 + bytes / BYTES_OF_PARTITION);
    return tables().stream()
        .map(table -> table.records(session))
        .reduce(JavaRDD::union)
        .orElseThrow()
        .mapToPair(face -> new Tuple2<>(FaceRecord.id(face).hashCode(), face))
        .partitionBy(new HashPartitioner(partitions))
        .values();
  }

  /** Works on a partition, on an executor. */
  private interface Work extends Serializable {
    byte[][] apply(Iterable<byte[]> records);
  }

  /** Takes what a partition gave, on the driver, one after the other as they end. */
  private interface Sink {
    void accept(byte[][] result);
  }

  /** Collects without holding what has been taken. */
  private static void stream(JavaRDD<byte[]> records, Work work, Sink sink) {
    Function2<TaskContext, scala.collection.Iterator<byte[]>, byte[][]> task =
        (Function2<TaskContext, scala.collection.Iterator<byte[]>, byte[][]> & Serializable)
            (context, all) -> {
              Iterator<byte[]> once = CollectionConverters.asJava(all);
              return work.apply(() -> once);
            };
    Function2<Object, byte[][], BoxedUnit> handler =
        (partition, result) -> {
          sink.accept(result);
          return BoxedUnit.UNIT;
        };
    List<Object> partitions =
        IntStream.range(0, records.getNumPartitions()).<Object>mapToObj(i -> i).toList();
    ClassTag<byte[][]> type = ClassTag$.MODULE$.apply(byte[][].class);
    records
        .context()
        .runJob(
            records.rdd(), task, CollectionConverters.asScala(partitions).toSeq(), handler, type);
  }

  /** The scores of a table of predictions, and how many of these belong to a face and to none. */
  private static final class Counted {
    private final LandmarkScheme scheme;
    private final List<Normaliser> norms;
    private final PartialScores scores;
    private long joined;
    private long extra;

    Counted(LandmarkScheme scheme, List<Normaliser> norms) {
      this.scheme = scheme;
      this.norms = norms;
      this.scores = new PartialScores(scheme, norms);
    }

    void append(byte[] part) {
      ByteBuffer counts = ByteBuffer.wrap(part);
      joined += counts.getLong();
      extra += counts.getLong();
      byte[] bytes = Arrays.copyOfRange(part, counts.position(), part.length);
      scores.append(PartialScores.of(bytes, scheme, norms));
    }

    Scorer.Matched matched(ScoreJob job, int k, List<String> confused) {
      Scores all = scores.scores();
      if (joined == 0) {
        throw new InvalidDataException(
            "no prediction of %s belongs to a face of %s: their ids must be equal, there they are like '%s'"
                .formatted(job.predictions.get(k).name(), job.truth.name(), all.ids().get(0)));
      }
      return new Scorer.Matched(all, MatchRule.EXACT, (int) extra, 0, confused);
    }
  }

  /**
   * The ids of the faces whose prediction fits another face of their picture better. Only pictures
   * with a prediction that is far off are looked at again; their faces come together in a second
   * shuffle.
   */
  private List<String> confused(
      JavaRDD<byte[]> together, PartitionScorer scorer, Counted all, int k) {
    Set<Integer> pictures = new HashSet<>(all.scores.picturesToCheck());
    if (pictures.isEmpty()) {
      return List.of();
    }
    return together
        .mapPartitions(records -> pairs(scorer, records, pictures, k))
        .mapToPair(pair -> pair)
        .partitionBy(new HashPartitioner(together.getNumPartitions()))
        .values()
        .mapPartitions(pairs -> confused(scorer, pairs))
        .collect()
        .stream()
        .sorted()
        .toList();
  }

  /** The faces of some pictures, by picture, each with its prediction or an empty record. */
  private static Iterator<Tuple2<Integer, byte[][]>> pairs(
      PartitionScorer scorer, Iterator<byte[]> records, Set<Integer> pictures, int k) {
    List<Tuple2<Integer, byte[][]>> pairs = new ArrayList<>();
    scorer.each(
        scorer.gather(() -> records),
        k,
        (truth, prediction) -> {
          int picture = PartialScores.picture(truth);
          if (pictures.contains(picture)) {
            byte[] found = prediction.map(face -> FaceRecord.write(1, face)).orElse(new byte[0]);
            pairs.add(new Tuple2<>(picture, new byte[][] {FaceRecord.write(0, truth), found}));
          }
        });
    return pairs.iterator();
  }

  private static Iterator<String> confused(PartitionScorer scorer, Iterator<byte[][]> pairs) {
    Map<String, Face> truth = new TreeMap<>();
    List<Face> predictions = new ArrayList<>();
    pairs.forEachRemaining(
        pair -> {
          Face face = FaceRecord.read(pair[0]);
          truth.put(face.id(), face);
          Optional.of(pair[1])
              .filter(found -> found.length > 0)
              .map(FaceRecord::read)
              .ifPresent(predictions::add);
        });
    if (predictions.isEmpty()) {
      return List.<String>of().iterator();
    }
    FaceSource faces = new LoadedFaces(scorer.tables().get(0), List.copyOf(truth.values()));
    return new Scorer(LandmarkScheme.of(scorer.scheme()), List.of())
        .confused(faces, new LoadedFaces("predictions", predictions))
        .iterator();
  }
}
