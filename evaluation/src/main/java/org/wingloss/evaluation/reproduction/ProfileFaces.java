package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.evaluation.score.Scores;

/**
 * Which test faces have a large yaw: those of the data set's own pose subsets, else the third with
 * the largest yaw proxy (see {@link Scores#yawProxy()}). Faces without one belong to neither side.
 */
final class ProfileFaces {
  /** MTFL's classes and WFLW's subset of large poses. */
  private static final List<String> SUBSETS = List.of("left-profile", "right-profile", "pose");

  private final String description;
  private final boolean[] profile;
  private final boolean[] others;

  private ProfileFaces(String description, boolean[] profile, boolean[] others) {
    this.description = description;
    this.profile = profile;
    this.others = others;
  }

  /** The profile faces, in words. */
  String description() {
    return description;
  }

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
    boolean[] profile = new boolean[scores.faces()];
    named.forEach(name -> Arrays.stream(scores.members(name)).forEach(i -> profile[i] = true));
    boolean[] others = new boolean[profile.length];
    for (int i = 0; i < profile.length; i++) {
      others[i] = !profile[i];
    }
    return some("the faces of " + String.join(" and ", named), profile, others);
  }

  private static Optional<ProfileFaces> byYawProxy(Scores scores) {
    double[] proxy = Arrays.stream(scores.yawProxy()).map(Math::abs).toArray();
    double[] known = Arrays.stream(proxy).filter(t -> !Double.isNaN(t)).sorted().toArray();
    if (known.length < 3) {
      return Optional.empty();
    }
    double edge = known[2 * known.length / 3];
    boolean[] profile = new boolean[proxy.length];
    boolean[] others = new boolean[proxy.length];
    for (int i = 0; i < proxy.length; i++) {
      profile[i] = proxy[i] >= edge;
      others[i] = proxy[i] < edge;
    }
    return some(
        String.format(
            Locale.ROOT,
            "the third of the faces with the largest yaw (|yaw proxy| \u2265 %.2f)",
            edge),
        profile,
        others);
  }

  private static Optional<ProfileFaces> some(
      String description, boolean[] profile, boolean[] others) {
    boolean both = Stream.of(profile, others).allMatch(side -> count(side) > 0);
    return both ? Optional.of(new ProfileFaces(description, profile, others)) : Optional.empty();
  }

  private static int count(boolean[] side) {
    int count = 0;
    for (boolean member : side) {
      count += member ? 1 : 0;
    }
    return count;
  }

  private static double[] chosen(double[] values, boolean[] side) {
    List<Double> chosen = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (side[i] && !Double.isNaN(values[i])) {
        chosen.add(values[i]);
      }
    }
    return chosen.stream().mapToDouble(v -> v).toArray();
  }
}
