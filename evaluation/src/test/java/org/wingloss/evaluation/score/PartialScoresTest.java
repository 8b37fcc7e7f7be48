package org.wingloss.evaluation.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.check.Checks;
import org.wingloss.evaluation.input.LoadedFaces;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;
import org.wingloss.evaluation.statistic.Bootstrap;

final class PartialScoresTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("mtfl-5");
  private static final List<Normaliser> NORMS =
      List.of(Normaliser.of("inter-pupil"), Normaliser.of("landmark-box"));
  private static final Scorer SCORER = new Scorer(SCHEME, NORMS);
  private static final Landmarks SHAPE = Landmarks.of(0, 100, 50, 20, 80, 0, 0, 60, 100, 100);
  private static final Bootstrap FEW = new Bootstrap(1, 100, 0.95);

  /** Faces of several to a picture, in subsets; some are not predicted, some exchanged. */
  private record Sample(LoadedFaces truth, LoadedFaces predictions) {
    static Sample of(Random random, int faces) {
      List<Face> truth = new ArrayList<>();
      List<Face> predictions = new ArrayList<>();
      for (int i = 0; i < faces; i++) {
        String id = "p%d.jpg%s".formatted(i / 3, i % 3 == 0 ? "" : "#" + (i % 3 + 1));
        AffineMap where = AffineMap.translation(300.0 * (i % 3), random.nextGaussian());
        Landmarks points = SHAPE.map(where);
        truth.add(Face.of(id, points).withSubsets(i % 4 == 0 ? Set.of("hard") : Set.of()));
        double wrong = i % 97 == 1 ? 300 : random.nextGaussian();
        if (i % 50 != 7) {
          predictions.add(Face.of(id, points.map(AffineMap.translation(wrong, 0.3))));
        }
      }
      Collections.shuffle(predictions, random);
      return new Sample(new LoadedFaces("truth", truth), new LoadedFaces("mine", predictions));
    }

    String json(Scorer.Matched matched) {
      return SummaryJson.text(
          Summary.of("mine", matched.scores(), Thresholds.USUAL, FEW, Checks.matching(matched)));
    }
  }

  /** Parts of a random number of shards, some of them sent as bytes, joined in any order. */
  private static PartialScores joined(Sample sample, Random random) {
    int shards = 1 + random.nextInt(9);
    List<PartialScores> parts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      int own = shard;
      SCORER
          .parts(
              sample.truth,
              sample.predictions,
              id -> Math.floorMod(id.hashCode(), shards) == own,
              1 + random.nextInt(4))
          .stream()
          .map(part -> random.nextBoolean() ? part : copy(part))
          .forEach(parts::add);
    }
    Collections.shuffle(parts, random);
    PartialScores all = new PartialScores(SCHEME, NORMS);
    parts.forEach(all::append);
    return all;
  }

  private static PartialScores copy(PartialScores part) {
    return PartialScores.of(part.toBytes(), SCHEME, NORMS);
  }

  private static byte[] bytes(Sample sample) {
    return SCORER.parts(sample.truth, sample.predictions, id -> true, 1).get(0).toBytes();
  }

  @Test
  void joined_anyPartsInAnyOrder_giveTheDocumentOfOnePass() {
    Random random = new Random(5);
    Sample sample = Sample.of(random, 5_000);
    Scorer.Matched once = SCORER.score(sample.truth, sample.predictions);
    assertEquals(100, once.scores().missing().size());
    assertTrue(once.confused().size() > 10, "exchanged faces are found");
    String expected = sample.json(once);
    for (int trial = 0; trial < 8; trial++) {
      Scorer.Matched matched =
          SCORER.joined(joined(sample, random), sample.truth, sample.predictions);
      assertEquals(expected, sample.json(matched));
      assertEquals(once.scores().ids(), matched.scores().ids());
      assertEquals(once.confused(), matched.confused());
      assertArrayEquals(
          once.scores().byFace("inter-pupil"), matched.scores().byFace("inter-pupil"));
    }
  }

  @Test
  void scores_facesInAnotherOrder_giveTheSameDocument() {
    Random random = new Random(2);
    Sample sample = Sample.of(random, 900);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < sample.truth.size(); i++) {
      faces.add(sample.truth.open().read(i));
    }
    Collections.shuffle(faces, random);
    Sample shuffled = new Sample(new LoadedFaces("truth", faces), sample.predictions);
    assertEquals(
        sample.json(SCORER.score(sample.truth, sample.predictions)),
        sample.json(SCORER.score(shuffled.truth, shuffled.predictions)));
  }

  @Test
  void toBytes_equalParts_areEqual() {
    Sample sample = Sample.of(new Random(4), 300);
    byte[] bytes = bytes(sample);
    assertArrayEquals(bytes, PartialScores.of(bytes, SCHEME, NORMS).toBytes());
  }

  @Test
  void append_otherNorms_isRefused() {
    PartialScores one = new PartialScores(SCHEME, NORMS);
    PartialScores other = new PartialScores(SCHEME, NORMS.subList(0, 1));
    assertThrows(IllegalArgumentException.class, () -> one.append(other));
  }

  @Test
  void add_otherNumberOfLandmarks_isRefusedAndNothingIsAdded() {
    PartialScores scores = new PartialScores(SCHEME, NORMS);
    Face face = Face.of("a", Landmarks.of(1, 2, 3, 4));
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> scores.add(0, face, Optional.empty()));
    assertTrue(e.getMessage().startsWith("the ground truth of 'a' must have "), e.getMessage());
    assertEquals(0, scores.size());
  }

  @Test
  void scores_withoutFace_areRefused() {
    assertThrows(InvalidDataException.class, () -> new PartialScores(SCHEME, NORMS).scores());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wflw-98", "300w-68"})
  void of_bytesOfAnotherScheme_areRefused(String other) {
    Sample sample = Sample.of(new Random(4), 30);
    byte[] bytes = bytes(sample);
    assertThrows(
        InvalidDataException.class, () -> PartialScores.of(bytes, LandmarkScheme.of(other), NORMS));
  }

  /** Whatever is cut off or changed: a part or a refusal, never another end. */
  @Test
  void of_damagedBytes_areReadOrRefused() {
    Random random = new Random(8);
    Sample sample = Sample.of(random, 60);
    byte[] whole = bytes(sample);
    Set<String> refusals = new HashSet<>();
    for (int trial = 0; trial < 3_000; trial++) {
      byte[] bytes =
          Arrays.copyOf(whole, trial < 500 ? random.nextInt(whole.length) : whole.length);
      for (int k = 0; trial >= 500 && k < 3; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        PartialScores.of(bytes, SCHEME, NORMS);
      } catch (InvalidDataException e) {
        refusals.add(e.getMessage());
      }
    }
    assertTrue(refusals.contains("the scores of a part end too early"), refusals.toString());
    assertTrue(refusals.contains("the scores of a part are damaged"), refusals.toString());
  }
}
