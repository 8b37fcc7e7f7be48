package org.wingloss.spark.score;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.LandmarkFit;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.score.PartialScores;

/**
 * Scores the faces of a partition, in which all faces of an id come together.
 *
 * @param tables the names of ground truth and predictions, for messages
 * @param scheme name or file of the landmark scheme
 * @param norms names of the normalisers
 */
record PartitionScorer(List<String> tables, String scheme, List<String> norms)
    implements Serializable {
  /** Takes the name's characters, not what they name. */
  PartitionScorer {
    tables = new ArrayList<>(tables);
    norms = new ArrayList<>(norms);
  }

  /** The faces of the ground truth, and of each table of predictions those by id. */
  record Partition(List<Face> truth, List<Map<String, byte[]>> predictions) {}

  private List<Normaliser> normalisers() {
    return norms.stream().map(Normaliser::of).toList();
  }

  /**
   * The scores of each table of predictions: how many predictions belong to a face and how many to
   * none (8 bytes each), then the bytes of {@link PartialScores}.
   */
  byte[][] score(Iterable<byte[]> records) {
    LandmarkScheme landmarks = LandmarkScheme.of(scheme);
    Partition partition = gather(records);
    byte[][] results = new byte[partition.predictions.size()][];
    for (int k = 0; k < results.length; k++) {
      PartialScores scores = new PartialScores(landmarks, normalisers());
      each(
          partition,
          k,
          (truth, prediction) -> scores.add(0, truth, prediction.map(Face::landmarks)));
      Map<String, byte[]> predictions = partition.predictions.get(k);
      long joined =
          partition.truth.stream().filter(face -> predictions.containsKey(face.id())).count();
      byte[] bytes = scores.toBytes();
      results[k] =
          ByteBuffer.allocate(2 * Long.BYTES + bytes.length)
              .putLong(joined)
              .putLong(predictions.size() - joined)
              .put(bytes)
              .array();
    }
    return results;
  }

  /** Every face of the ground truth with its prediction in a table, checked. */
  void each(Partition partition, int k, BiConsumer<Face, Optional<Face>> consumer) {
    LandmarkFit fit = LandmarkFit.of(LandmarkScheme.of(scheme));
    for (Face face : partition.truth) {
      byte[] found = partition.predictions.get(k).get(face.id());
      Optional<Face> prediction =
          Optional.ofNullable(found).map(FaceRecord::read).map(own -> fitting(fit, own, k + 1));
      consumer.accept(fitting(fit, face, 0), prediction);
    }
  }

  /**
   * Sorts the records of a partition.
   *
   * @throws InvalidDataException if an id occurs twice in a table
   */
  Partition gather(Iterable<byte[]> records) {
    List<Map<String, byte[]>> byTable = new ArrayList<>();
    tables.forEach(table -> byTable.add(new HashMap<>()));
    for (byte[] face : records) {
      int table = FaceRecord.table(face);
      String id = FaceRecord.id(face);
      if (byTable.get(table).put(id, face) != null) {
        throw new InvalidDataException(
            "%s: the id '%s' occurs twice".formatted(tables.get(table), id));
      }
    }
    List<Face> truth =
        byTable.get(0).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> FaceRecord.read(entry.getValue()))
            .toList();
    return new Partition(truth, byTable.subList(1, byTable.size()));
  }

  private Face fitting(LandmarkFit fit, Face face, int table) {
    Face part = fit.part(face);
    fit.require(part, () -> tables.get(table));
    return part;
  }
}
