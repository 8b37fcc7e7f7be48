package org.wingloss.evaluation.score;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.util.ResizableDoubleArray;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.metric.PointErrors;

/**
 * The scores of some of the faces: what every metric needs of a face, and nothing more, so that a
 * million faces stay small. The {@linkplain #scores() scores} of all are joined from any parts in
 * any order, and neither changes a bit: sums are {@linkplain
 * org.wingloss.evaluation.statistic.ExactSums exact}, the rest is put into the order of the faces.
 *
 * <pre>{@code
 * PartialScores all = new PartialScores(scheme, norms);
 * parts.forEach(all::append);
 * Scores scores = all.scores();
 * }</pre>
 */
public final class PartialScores {
  /** Columns of a face after its errors: yaw, its proxy, its picture's hash, its place. */
  private static final int FURTHER = 4;

  static final int YAW = 0;
  static final int YAW_PROXY = 1;
  static final int PICTURE = 2;
  static final int PLACE = 3;

  final LandmarkScheme scheme;
  final List<Normaliser> norms;
  final CompactIds ids = new CompactIds();
  final Map<String, BitSet> subsets = new TreeMap<>();
  final ResizableDoubleArray[] columns;
  final BitSet missing = new BitSet();
  final BitSet incomplete = new BitSet();
  final BitSet far = new BitSet();
  final LandmarkSums[] landmarks;
  final ConventionStatistics conventions;
  final MeanShapeAccumulator meanShape;
  final FaceFingerprint fingerprint = new FaceFingerprint();

  /**
   * No face yet.
   *
   * @param norms under which faces are scored
   */
  public PartialScores(LandmarkScheme scheme, List<Normaliser> norms) {
    this.scheme = scheme;
    this.norms = List.copyOf(norms);
    this.columns = new ResizableDoubleArray[norms.size() + FURTHER];
    this.landmarks = new LandmarkSums[norms.size()];
    Arrays.setAll(columns, k -> new ResizableDoubleArray());
    Arrays.setAll(landmarks, k -> new LandmarkSums(scheme));
    this.conventions = new ConventionStatistics(scheme);
    this.meanShape = new MeanShapeAccumulator(scheme.count());
  }

  /** How many faces are in this part. */
  public int size() {
    return ids.size();
  }

  /**
   * Scores a face.
   *
   * @param place in the order of {@link Scores#ids()}: a number from 0 to 2⁵³; faces of one place
   *     stay in the order in which they came
   * @param truth of {@code scheme.count()} landmarks
   * @param prediction of as many; empty when there is none, and one without any landmark is none
   * @throws InvalidDataException if a number of landmarks is not the scheme's
   */
  public void add(long place, Face truth, Optional<Landmarks> prediction) {
    requireCount("the ground truth of", truth.id(), truth.landmarks());
    prediction.ifPresent(p -> requireCount("the prediction for", truth.id(), p));
    int row = ids.size();
    ids.add(truth.id());
    for (String subset : truth.subsets()) {
      subsets.computeIfAbsent(subset, s -> new BitSet()).set(row);
    }
    Landmarks points = truth.landmarks();
    Optional<Landmarks> found = prediction.filter(p -> !p.isMissing());
    double[] distances = distances(row, points, found);
    for (int k = 0; k < norms.size(); k++) {
      double length = norms.get(k).length(scheme, points, truth.box());
      double nme = NormalisedMeanError.ofFace(distances, length);
      columns[k].addElement(nme);
      if (!Double.isNaN(nme)) {
        landmarks[k].add(points, distances, length);
      }
    }
    column(YAW).addElement(truth.yaw().orElse(Double.NaN));
    column(YAW_PROXY).addElement(YawProxy.of(scheme, points));
    column(PICTURE).addElement(picture(truth));
    column(PLACE).addElement((double) place);
    found.ifPresent(p -> conventions.add(points, p));
    far.set(row, Neighbours.isFar(points, distances));
    meanShape.add(points);
    fingerprint.add(points);
  }

  private void requireCount(String whose, String id, Landmarks landmarks) {
    if (landmarks.count() != scheme.count()) {
      throw new InvalidDataException(
          "%s '%s' must have %d landmarks (scheme %s) but has %d"
              .formatted(whose, id, scheme.count(), scheme.name(), landmarks.count()));
    }
  }

  private double[] distances(int row, Landmarks truth, Optional<Landmarks> prediction) {
    if (prediction.isEmpty()) {
      missing.set(row);
      double[] none = new double[truth.count()];
      for (int i = 0; i < none.length; i++) {
        none[i] = truth.isPresent(i) ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      return none;
    }
    double[] distances = PointErrors.between(truth, prediction.get());
    for (double distance : distances) {
      if (distance == Double.POSITIVE_INFINITY) {
        incomplete.set(row);
        break;
      }
    }
    return distances;
  }

  ResizableDoubleArray column(int further) {
    return columns[norms.size() + further];
  }

  /**
   * Appends the faces of another part, which has the same scheme and norms.
   *
   * @throws IllegalArgumentException if they differ
   */
  public void append(PartialScores other) {
    if (!scheme.name().equals(other.scheme.name()) || !names(norms).equals(names(other.norms))) {
      throw new IllegalArgumentException(
          "parts must be of one scheme and of the same norms but were of %s under %s and %s under %s"
              .formatted(scheme.name(), names(norms), other.scheme.name(), names(other.norms)));
    }
    int offset = ids.size();
    ids.addAll(other.ids);
    other.subsets.forEach(
        (name, members) ->
            shift(members, offset, subsets.computeIfAbsent(name, s -> new BitSet())));
    shift(other.missing, offset, missing);
    shift(other.incomplete, offset, incomplete);
    shift(other.far, offset, far);
    for (int k = 0; k < columns.length; k++) {
      // One by one: added as an array, the elements so far would be copied for every part.
      for (double value : other.columns[k].getElements()) {
        columns[k].addElement(value);
      }
    }
    for (int k = 0; k < landmarks.length; k++) {
      landmarks[k].addAll(other.landmarks[k]);
    }
    conventions.addAll(other.conventions);
    meanShape.addAll(other.meanShape);
    fingerprint.addAll(other.fingerprint);
  }

  /**
   * The pictures of which a prediction may fit a neighbour better than its own face, by {@link
   * #picture}: only their faces need be looked at again.
   */
  public Set<Integer> picturesToCheck() {
    double[] pictures = column(PICTURE).getElements();
    return far.stream().mapToObj(row -> (int) pictures[row]).collect(Collectors.toSet());
  }

  /** A number that the faces of a picture have in common. */
  public static int picture(Face face) {
    return Neighbours.picture(face).hashCode();
  }

  private static List<String> names(List<Normaliser> norms) {
    return norms.stream().map(Normaliser::name).toList();
  }

  private static void shift(BitSet members, int offset, BitSet all) {
    members.stream().forEach(face -> all.set(offset + face));
  }

  /**
   * The scores of the faces of all parts appended so far.
   *
   * @throws org.wingloss.data.InvalidDataException if there is no face, or no norm has a length
   */
  public Scores scores() {
    return Scores.of(this);
  }

  /** The part as bytes; those of equal parts are equal. */
  public byte[] toBytes() {
    return PartialScoresFormat.write(this);
  }

  /**
   * Reads {@link #toBytes}.
   *
   * @param scheme of the part
   * @param norms of the part
   * @throws org.wingloss.data.InvalidDataException if the bytes are no part of this scheme under
   *     these norms
   */
  public static PartialScores of(byte[] bytes, LandmarkScheme scheme, List<Normaliser> norms) {
    return PartialScoresFormat.read(bytes, scheme, norms);
  }

  /** The rows in the order of the faces' places. */
  int[] order() {
    double[] places = column(PLACE).getElements();
    IntStream rows = IntStream.range(0, places.length);
    if (IntStream.range(1, places.length).allMatch(row -> places[row - 1] <= places[row])) {
      return rows.toArray();
    }
    return rows.boxed()
        .sorted(Comparator.comparingDouble(row -> places[row]))
        .mapToInt(row -> row)
        .toArray();
  }

  /** A column in an {@link #order}. */
  static double[] ordered(int[] order, ResizableDoubleArray column) {
    return Arrays.stream(order).mapToDouble(column::getElement).toArray();
  }

  /** Where some rows stand in an {@link #order}, ascending. */
  static int[] places(int[] order, BitSet rows) {
    return IntStream.range(0, order.length).filter(i -> rows.get(order[i])).toArray();
  }

  /** The ids of some rows in an {@link #order}. */
  List<String> ids(int[] order, BitSet rows) {
    return Arrays.stream(places(order, rows)).mapToObj(i -> ids.get(order[i])).toList();
  }
}
