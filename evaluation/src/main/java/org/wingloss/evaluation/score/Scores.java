package org.wingloss.evaluation.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.FaceErrors;
import org.wingloss.evaluation.metric.Normaliser;

/**
 * The scores of one set of predictions against its ground truth: every face's error under every
 * norm that the ground truth allows.
 *
 * <pre>{@code
 * Scores scores = Scores.of(LandmarkScheme.of("300w-68"), truth, predictions);
 * double nme = NormalisedMeanError.of(scores.errors("inter-ocular")); // 0.03 = 3 %
 * double auc = AreaUnderCurve.of(scores.errors("inter-ocular"), 0.08);
 * }</pre>
 *
 * <p>Nothing is skipped silently. A face without a prediction, and a landmark that a prediction
 * lacks, count as an error of 100 % of the norm ({@link #missing()}, {@link #incomplete()}); a
 * prediction without any landmark is none. A face whose truth has no length for a norm (coincident
 * eye corners, a missing landmark, no box) has no error under that norm ({@link #withoutLength}):
 * that depends on the ground truth alone, so it is the same for all predictions.
 */
public final class Scores {
  /** The subset of all faces. */
  public static final String ALL = "all";

  private final LandmarkScheme scheme;
  private final List<String> ids;
  private final List<String> asked;
  private final Map<String, double[]> errors = new LinkedHashMap<>();
  private final Map<String, LandmarkErrors> landmarks = new LinkedHashMap<>();
  private final Map<String, int[]> subsets = new LinkedHashMap<>();
  private final String fingerprint;
  private final List<String> missing;
  private final List<String> incomplete;
  private final double[] yaw;
  private final double[] yawProxy;
  private final ConventionStatistics conventions;
  private final Optional<Landmarks> meanShape;

  private Scores(PartialScores all) {
    int[] order = all.order();
    scheme = all.scheme;
    asked = all.norms.stream().map(Normaliser::name).toList();
    ids = all.ids.ordered(order);
    fingerprint = all.fingerprint.hex();
    missing = all.ids(order, all.missing);
    incomplete = all.ids(order, all.incomplete);
    yaw = PartialScores.ordered(order, all.column(PartialScores.YAW));
    yawProxy = PartialScores.ordered(order, all.column(PartialScores.YAW_PROXY));
    conventions = all.conventions;
    meanShape = all.meanShape.isKnown() ? Optional.of(all.meanShape.shape()) : Optional.empty();
    for (int k = 0; k < all.norms.size(); k++) {
      double[] values = PartialScores.ordered(order, all.columns[k]);
      if (!Arrays.stream(values).allMatch(Double::isNaN)) {
        errors.put(asked.get(k), values);
        landmarks.put(asked.get(k), LandmarkErrors.of(scheme, all.landmarks[k]));
      }
    }
    int[] everyone = new int[ids.size()];
    Arrays.setAll(everyone, i -> i);
    subsets.put(ALL, everyone);
    all.subsets.forEach((name, rows) -> subsets.put(name, PartialScores.places(order, rows)));
    if (subsets.get(ALL).length != ids.size()) {
      throw new InvalidDataException(
          "the subset '%s' is the name of all %d faces, but only %d are in it; name it otherwise"
              .formatted(ALL, ids.size(), subsets.get(ALL).length));
    }
  }

  /**
   * Scores faces given in the same order, under every norm. Their ids are 0, 1, and so on.
   *
   * @param truth N &gt;= 1 faces of {@code scheme.count()} landmarks
   * @param predictions N faces in the same order and pixels
   */
  public static Scores of(
      LandmarkScheme scheme, List<Landmarks> truth, List<Landmarks> predictions) {
    if (truth.size() != predictions.size()) {
      throw new IllegalArgumentException(
          "truth has %d faces but there are %d predictions"
              .formatted(truth.size(), predictions.size()));
    }
    List<Face> faces = new ArrayList<>();
    Map<String, Landmarks> byId = new HashMap<>();
    for (int i = 0; i < truth.size(); i++) {
      String id = Integer.toString(i);
      faces.add(Face.of(id, truth.get(i)));
      byId.put(id, predictions.get(i));
    }
    return of(scheme, faces, byId, Normaliser.all());
  }

  /**
   * Scores faces matched by id.
   *
   * @param truth N &gt;= 1 faces of {@code scheme.count()} landmarks
   * @param predictions the predicted landmarks by id; ids that the ground truth lacks are ignored
   * @param norms the norms to score under; those that no face has a length for are left out
   * @throws InvalidDataException if there is no face, an id occurs twice, a number of landmarks is
   *     not the scheme's, no norm has a length, or some faces but not all are in a subset named
   *     {@link #ALL}
   */
  public static Scores of(
      LandmarkScheme scheme,
      List<Face> truth,
      Map<String, Landmarks> predictions,
      List<Normaliser> norms) {
    PartialScores all = new PartialScores(scheme, norms);
    Set<String> seen = new HashSet<>();
    for (Face face : truth) {
      if (!seen.add(face.id())) {
        throw new InvalidDataException(
            "face %d of the ground truth: the id '%s' occurs a second time"
                .formatted(all.size() + 1, face.id()));
      }
      all.add(all.size(), face, Optional.ofNullable(predictions.get(face.id())));
    }
    return all.scores();
  }

  static Scores of(PartialScores all) {
    if (all.size() == 0) {
      throw new InvalidDataException("there is no face to score");
    }
    Scores scores = new Scores(all);
    if (scores.errors.isEmpty()) {
      throw new InvalidDataException(
          "none of the %d faces has a length for the norms asked for (%s): the box norms need a"
                  .formatted(all.size(), all.norms.stream().map(Normaliser::name).toList())
              + " box in the ground truth, the eye norms eye landmarks that do not coincide");
    }
    return scores;
  }

  /** What the landmarks mean. */
  public LandmarkScheme scheme() {
    return scheme;
  }

  /** N. */
  public int faces() {
    return ids.size();
  }

  /** The ids in the order of the ground truth. */
  public List<String> ids() {
    return ids;
  }

  /**
   * 64 hexadecimal digits that other faces do not have: of the ground-truth landmarks, without
   * regard to the faces' order and ids.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Whether others are of the same ground truth: of equal ids in the same order, and of the same
   * landmarks. Where ids only count the faces, another order of the same faces is not noticed.
   */
  public boolean isOfSameFaces(Scores other) {
    return fingerprint.equals(other.fingerprint) && ids.equals(other.ids);
  }

  /** The norms under which at least one face has an error. */
  public List<Normaliser> norms() {
    return errors.keySet().stream().map(Normaliser::of).toList();
  }

  /** The subsets by name with their numbers of faces; {@link #ALL} first. */
  public Map<String, Integer> subsets() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    subsets.forEach((name, members) -> sizes.put(name, members.length));
    return sizes;
  }

  /**
   * The places of a subset's faces in {@link #ids()}, ascending.
   *
   * @throws IllegalArgumentException if the subset does not exist here
   */
  public int[] members(String subset) {
    int[] members = subsets.get(subset);
    if (members == null) {
      throw new IllegalArgumentException(
          "no subset is called '%s'; there are %s".formatted(subset, subsets.keySet()));
    }
    return members.clone();
  }

  /** The errors of all faces that have a length under a norm; throws as {@link #byFace}. */
  public FaceErrors errors(String norm) {
    return errors(norm, ALL).orElseThrow();
  }

  /**
   * The errors of a subset's faces that have a length under a norm; empty when none of them has.
   * Throws as {@link #byFace} and {@link #members}.
   */
  public Optional<FaceErrors> errors(String norm, String subset) {
    double[] values = byFace(norm);
    double[] chosen =
        Arrays.stream(members(subset))
            .mapToDouble(i -> values[i])
            .filter(e -> !Double.isNaN(e))
            .toArray();
    return chosen.length == 0 ? Optional.empty() : Optional.of(FaceErrors.of(chosen));
  }

  /**
   * Every face's error under a norm, in the order of {@link #ids()}; NaN without a length.
   *
   * @throws IllegalArgumentException if nothing was scored under the norm
   * @throws InvalidDataException if it was, but no face has a length under it
   */
  public double[] byFace(String norm) {
    double[] values = errors.get(norm);
    if (values == null && asked.contains(norm)) {
      throw new InvalidDataException(
          "none of the %d faces has a length under '%s'; there are errors under %s"
              .formatted(ids.size(), norm, errors.keySet()));
    }
    if (values == null) {
      throw new IllegalArgumentException(
          "nothing was scored under '%s'; there are %s".formatted(norm, asked));
    }
    return values.clone();
  }

  /** The errors by landmark, group and visibility under a norm. */
  public LandmarkErrors landmarkErrors(String norm) {
    byFace(norm);
    return landmarks.get(norm);
  }

  /** How many faces have no length under a norm and so no error. */
  public int withoutLength(String norm) {
    return (int) Arrays.stream(byFace(norm)).filter(Double::isNaN).count();
  }

  /** The ids of the faces without a prediction, or whose prediction has no landmark at all. */
  public List<String> missing() {
    return missing;
  }

  /** The ids of a subset's faces without a prediction; throws as {@link #members}. */
  public List<String> missing(String subset) {
    Set<String> all = new HashSet<>(missing);
    return Arrays.stream(members(subset)).mapToObj(ids::get).filter(all::contains).toList();
  }

  /** The ids of the predicted faces whose prediction lacks some landmark of the ground truth. */
  public List<String> incomplete() {
    return incomplete;
  }

  /** Every face's yaw in degrees, NaN where the ground truth does not tell it. */
  public double[] yaw() {
    return yaw.clone();
  }

  /**
   * A proxy for every face's yaw, from its ground-truth landmarks: 0 for a frontal face, about ±1
   * in profile, positive towards the picture's right; NaN where the scheme or the landmarks do not
   * tell it.
   */
  public double[] yawProxy() {
    return yawProxy.clone();
  }

  /** Signs of predictions in another coordinate convention. */
  public ConventionStatistics conventions() {
    return conventions;
  }

  /**
   * The mean shape of the ground truth, about ±0.5, for drawing; empty when no face is complete.
   */
  public Optional<Landmarks> meanShape() {
    return meanShape;
  }
}
