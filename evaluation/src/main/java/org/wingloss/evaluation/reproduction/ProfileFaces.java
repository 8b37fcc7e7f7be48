package org.wingloss.evaluation.reproduction;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.score.Scores;

/**
 * Which test faces have a large yaw: those of the data set's own pose subsets, else the third with
 * the largest yaw proxy (see {@link Scores#yawProxy()}). Faces without one belong to neither side.
 *
 * @param description the profile faces, in words
 * @param profile their places in {@link Scores#ids()}
 * @param others the places of the others
 */
record ProfileFaces(String description, BitSet profile, BitSet others) {
  /** MTFL's classes and WFLW's subset of large poses. */
  private static final List<String> SUBSETS = List.of("left-profile", "right-profile", "pose");

  /** The finite values of the profile faces. */
  double[] profile(double[] values) {
    return chosen(values, profile);
  }

  /** The finite values of the others. */
  double[] others(double[] values) {
    return chosen(values, others);
  }

  /** Empty when the data set has no such subset and no yaw proxy is known. */
  static Optional<ProfileFaces> of(Scores scores) {
    List<String> named =
        SUBSETS.stream().filter(name -> scores.subsets().containsKey(name)).toList();
    return named.isEmpty() ? byYawProxy(scores) : bySubset(scores, named);
  }

  private static Optional<ProfileFaces> bySubset(Scores scores, List<String> named) {
    BitSet profile = new BitSet();
    named.forEach(name -> Arrays.stream(scores.members(name)).forEach(profile::set));
    BitSet others = (BitSet) profile.clone();
    others.flip(0, scores.faces());
    return some("the faces of " + String.join(" and ", named), profile, others);
  }

  private static Optional<ProfileFaces> byYawProxy(Scores scores) {
    double[] proxy = Arrays.stream(scores.yawProxy()).map(Math::abs).toArray();
    double[] known = Arrays.stream(proxy).filter(t -> !Double.isNaN(t)).sorted().toArray();
    if (known.length < 3) {
      return Optional.empty();
    }
    double edge = known[2 * known.length / 3];
    BitSet profile = new BitSet();
    BitSet others = new BitSet();
    for (int i = 0; i < proxy.length; i++) {
      profile.set(i, proxy[i] >= edge);
      others.set(i, proxy[i] < edge);
    }
    String description =
        NumberText.format(
            "the third of the faces with the largest yaw (|yaw proxy| \u2265 %.2f)", edge);
    return some(description, profile, others);
  }

  private static Optional<ProfileFaces> some(String description, BitSet profile, BitSet others) {
    boolean both = !profile.isEmpty() && !others.isEmpty();
    return both ? Optional.of(new ProfileFaces(description, profile, others)) : Optional.empty();
  }

  private static double[] chosen(double[] values, BitSet side) {
    return side.stream().mapToDouble(i -> values[i]).filter(v -> !Double.isNaN(v)).toArray();
  }
}
