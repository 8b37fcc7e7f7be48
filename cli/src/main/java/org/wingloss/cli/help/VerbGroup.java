package org.wingloss.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What verbs are for. */
enum VerbGroup {
  USE("use a model", "predict track serve spark export models summary"),
  TRAIN("train", "train sweep watch reproduce train-detector recipes grids devices engine"),
  SCORE("score", "evaluate score compare gate"),
  DATA("data sets", "doctor preview balance scheme synthesise pack"),
  MORE("more", "demo merge loss completion");

  private final String title;
  private final String verbs;

  VerbGroup(String title, String verbs) {
    this.title = title;
    this.verbs = verbs;
  }

  String title() {
    return title;
  }

  /** All of these names, in their groups; one that has no group is under {@link #MORE}. */
  static Map<VerbGroup, List<String>> of(List<String> names) {
    List<String> left = new ArrayList<>(names);
    Map<VerbGroup, List<String>> groups = new LinkedHashMap<>();
    for (VerbGroup group : values()) {
      groups.put(
          group,
          Stream.of(group.verbs.split(" "))
              .filter(left::remove)
              .collect(Collectors.toCollection(ArrayList::new)));
    }
    groups.get(MORE).addAll(left);
    return groups;
  }
}
