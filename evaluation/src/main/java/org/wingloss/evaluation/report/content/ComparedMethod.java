package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One side of a comparison: a training, or several that differ in nothing but their seed.
 *
 * @param name what it is called in sentences
 * @param trainings at least one, scored on the same faces
 */
public record ComparedMethod(String name, List<Summary> trainings) {
  /**
   * Checks that all were scored on the same faces, and copies the list.
   *
   * @throws org.wingloss.data.InvalidDataException if they were not
   */
  public ComparedMethod {
    trainings = List.copyOf(trainings);
    for (Summary other : trainings) {
      trainings.get(0).requireSameFaces(other);
    }
  }

  /**
   * Methods of so many trainings each, one after another; named by how the names of their trainings
   * begin.
   *
   * @param runs a multiple of {@code seeds}
   * @param seeds 1 or more
   */
  public static List<ComparedMethod> of(List<Summary> runs, int seeds) {
    if (seeds < 1 || runs.size() % seeds != 0) {
      throw new IllegalArgumentException(
          "%d runs are not methods of %d trainings each".formatted(runs.size(), seeds));
    }
    List<List<Summary>> groups =
        IntStream.range(0, runs.size() / seeds)
            .mapToObj(g -> runs.subList(g * seeds, (g + 1) * seeds))
            .toList();
    List<String> names = groups.stream().map(ComparedMethod::beginning).toList();
    boolean told = !names.contains("") && new HashSet<>(names).size() == names.size();
    List<ComparedMethod> methods = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      methods.add(new ComparedMethod(told ? names.get(g) : listed(groups.get(g)), groups.get(g)));
    }
    return methods;
  }

  /** What is compared: {@code "wing against l2"}. */
  public static String title(List<ComparedMethod> methods) {
    return methods.stream().map(ComparedMethod::name).collect(Collectors.joining(" against "));
  }

  /** What all names begin with, up to a letter or digit; all of the name where there is one. */
  private static String beginning(List<Summary> group) {
    String first = group.get(0).name();
    if (group.size() == 1) {
      return first;
    }
    int end = first.length();
    for (Summary other : group) {
      while (!other.name().startsWith(first.substring(0, end))) {
        end--;
      }
    }
    while (end > 0 && end < first.length() && isDigit(first, end) && isDigit(first, end - 1)) {
      end--; // Not in the middle of a number.
    }
    while (end > 0 && !Character.isLetterOrDigit(first.charAt(end - 1))) {
      end--;
    }
    return first.substring(0, end);
  }

  private static boolean isDigit(String text, int at) {
    return Character.isDigit(text.charAt(at));
  }

  private static String listed(List<Summary> group) {
    String names = group.stream().map(Summary::name).collect(Collectors.joining(", "));
    return group.size() == 1 ? names : "mean of " + names;
  }

  /** Every face's error, averaged over trainings: arrays of one length, NaN where one has none. */
  public static double[] mean(List<double[]> trainings) {
    double[] mean = new double[trainings.get(0).length];
    for (double[] errors : trainings) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += errors[i] / trainings.size();
      }
    }
    return mean;
  }

  /** Whose ground truth is that of all. */
  Summary first() {
    return trainings.get(0);
  }

  /** The ids of the faces that some training did not predict. */
  Set<String> missing() {
    Set<String> missing = new LinkedHashSet<>();
    trainings.forEach(one -> missing.addAll(one.scores().missing()));
    return missing;
  }

  /**
   * The errors of every training, face by face: shares of the norm, NaN for a face without that
   * length.
   */
  List<double[]> errors(String norm) {
    return trainings.stream().map(one -> one.scores().byFace(norm)).toList();
  }
}
