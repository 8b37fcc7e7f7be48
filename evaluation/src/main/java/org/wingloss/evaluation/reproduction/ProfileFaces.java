package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.evaluation.score.Scores;

/**
 * Which test faces are turned far from the camera: those of the data set's own pose subsets, else
 * the third with the largest |turn| (see {@link Scores#turn()}). Faces whose turn cannot be told
 * belong to neither side.
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

  /** The faces turned far, in words. */
  String description() {
    return description;
  }

  /** The finite values of the faces turned far. */
  double[] profile(double[] values) {
    return chosen(values, profile);
  }

  /** The finite values of the others. */
  double[] others(double[] values) {
    return chosen(values, others);
  }

  /** Empty when the data set has no such subset and no turn can be told. */
  static Optional<ProfileFaces> of(Scores scores) {
    List<String> named =
        SUBSETS.stream().filter(name -> scores.subsets().containsKey(name)).toList();
    return named.isEmpty() ? byTurn(scores) : bySubset(scores, named);
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

  private static Optional<ProfileFaces> byTurn(Scores scores) {
    double[] turn = Arrays.stream(scores.turn()).map(Math::abs).toArray();
    double[] known = Arrays.stream(turn).filter(t -> !Double.isNaN(t)).sorted().toArray();
    if (known.length < 3) {
      return Optional.empty();
    }
    double edge = known[2 * known.length / 3];
    boolean[] profile = new boolean[turn.length];
    boolean[] others = new boolean[turn.length];
    for (int i = 0; i < turn.length; i++) {
      profile[i] = turn[i] >= edge;
      others[i] = turn[i] < edge;
    }
    return some(
        String.format(
            Locale.ROOT, "the third of the faces turned farthest (|turn| \u2265 %.2f)", edge),
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
