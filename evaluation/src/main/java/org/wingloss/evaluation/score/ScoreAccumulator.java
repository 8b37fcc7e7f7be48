package org.wingloss.evaluation.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.util.ResizableDoubleArray;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.metric.PointErrors;

/**
 * The one pass over the faces: what every metric needs of a face, and nothing more, so that a
 * million faces stay small. Faces are accumulated in runs of fixed length and the runs are joined
 * in order, so the number of threads cannot change a digit.
 */
final class ScoreAccumulator {
  final LandmarkScheme scheme;
  final List<Normaliser> norms;
  final List<String> ids = new ArrayList<>();
  final Map<String, BitSet> subsets = new LinkedHashMap<>();
  final ResizableDoubleArray[] errors;
  final LandmarkSums[] landmarks;
  final ResizableDoubleArray yaw = new ResizableDoubleArray();
  final ResizableDoubleArray yawProxy = new ResizableDoubleArray();
  final ConventionStatistics conventions;
  final MeanShapeAccumulator meanShape;
  final FaceFingerprint fingerprint = new FaceFingerprint();
  final List<String> missing = new ArrayList<>();
  final List<String> incomplete = new ArrayList<>();

  private final int sample;

  /**
   * An empty accumulator.
   *
   * @param sample how many faces the {@link ConventionStatistics} looks at
   */
  ScoreAccumulator(LandmarkScheme scheme, List<Normaliser> norms, int sample) {
    this.sample = sample;
    this.conventions = new ConventionStatistics(scheme);
    this.scheme = scheme;
    this.norms = norms;
    this.errors = new ResizableDoubleArray[norms.size()];
    this.landmarks = new LandmarkSums[norms.size()];
    Arrays.setAll(errors, k -> new ResizableDoubleArray());
    Arrays.setAll(landmarks, k -> new LandmarkSums(scheme.count()));
    this.meanShape = new MeanShapeAccumulator(scheme.count());
  }

  /**
   * Adds a face; its prediction is empty when there is none.
   *
   * @return the distances of the landmarks, see {@link PointErrors}
   */
  double[] add(Face truth, Optional<Landmarks> prediction) {
    int face = ids.size();
    ids.add(truth.id());
    for (String subset : truth.subsets()) {
      subsets.computeIfAbsent(subset, s -> new BitSet()).set(face);
    }
    Landmarks points = truth.landmarks();
    double[] distances = distances(truth.id(), points, prediction);
    for (int k = 0; k < norms.size(); k++) {
      double length = norms.get(k).length(scheme, points, truth.box());
      double nme = NormalisedMeanError.ofFace(distances, length);
      errors[k].addElement(nme);
      if (!Double.isNaN(nme)) {
        landmarks[k].add(points, distances, length);
      }
    }
    yaw.addElement(truth.yaw().orElse(Double.NaN));
    yawProxy.addElement(YawProxy.of(scheme, points));
    if (face < sample && prediction.isPresent()) {
      conventions.add(points, prediction.get());
    }
    meanShape.add(points);
    fingerprint.add(points);
    return distances;
  }

  private double[] distances(String id, Landmarks truth, Optional<Landmarks> prediction) {
    if (prediction.isEmpty()) {
      missing.add(id);
      double[] none = new double[truth.count()];
      for (int i = 0; i < none.length; i++) {
        none[i] = truth.isPresent(i) ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      return none;
    }
    double[] distances = PointErrors.between(truth, prediction.get());
    for (double distance : distances) {
      if (distance == Double.POSITIVE_INFINITY) {
        incomplete.add(id);
        break;
      }
    }
    return distances;
  }

  /** Appends the faces of a later run. */
  void append(ScoreAccumulator later) {
    int offset = ids.size();
    ids.addAll(later.ids);
    later.subsets.forEach(
        (name, members) -> {
          BitSet all = subsets.computeIfAbsent(name, s -> new BitSet());
          members.stream().forEach(face -> all.set(offset + face));
        });
    for (int k = 0; k < errors.length; k++) {
      append(errors[k], later.errors[k]);
      landmarks[k].addAll(later.landmarks[k]);
    }
    append(yaw, later.yaw);
    append(yawProxy, later.yawProxy);
    conventions.addAll(later.conventions);
    meanShape.addAll(later.meanShape);
    fingerprint.addAll(later.fingerprint);
    missing.addAll(later.missing);
    incomplete.addAll(later.incomplete);
  }

  /** One by one: added as an array, the elements so far would be copied for every run. */
  private static void append(ResizableDoubleArray all, ResizableDoubleArray later) {
    for (double value : later.getElements()) {
      all.addElement(value);
    }
  }
}
