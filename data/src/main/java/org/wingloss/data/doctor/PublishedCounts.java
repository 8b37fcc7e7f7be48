package org.wingloss.data.doctor;

import java.util.Map;

/**
 * How many faces the published protocols have (docs/paper.md, section 7: "3,148 / 554 / 135 / 600",
 * "20,000 / 4,386 / 1,314", "1,345 / 507", "7,500 / 2,500 + six subsets"; MTFL and AFLW from their
 * own publications, 10,000 / 2,995 and 25,993 annotated faces of which 24,386 are in AFLW-Full;
 * MERL-RAV by the label files of its authors, 15,449 / 3,865).
 */
final class PublishedCounts {
  private static final Map<String, Map<String, Integer>> COUNTS =
      Map.of(
          "300w",
          Map.of("train", 3148, "common", 554, "challenging", 135, "full", 689, "private", 600),
          "aflw",
          Map.of("train", 20_000, "full", 4386, "frontal", 1314),
          "cofw",
          Map.of("train", 1345, "test", 507),
          "wflw",
          Map.of(
              "train", 7500,
              "test", 2500,
              "test/pose", 326,
              "test/expression", 314,
              "test/illumination", 698,
              "test/make-up", 206,
              "test/occlusion", 736,
              "test/blur", 773),
          "mtfl",
          Map.of("train", 10_000, "test", 2995),
          "merl-rav",
          Map.ofEntries(
              Map.entry("train", 15_449),
              Map.entry("train/frontal", 8778),
              Map.entry("train/left", 2080),
              Map.entry("train/lefthalf", 1180),
              Map.entry("train/right", 2190),
              Map.entry("train/righthalf", 1221),
              Map.entry("test", 3865),
              Map.entry("test/frontal", 2195),
              Map.entry("test/left", 521),
              Map.entry("test/lefthalf", 295),
              Map.entry("test/right", 548),
              Map.entry("test/righthalf", 306)));

  private PublishedCounts() {}

  /** The count of a split, or −1 where nothing is published. */
  static int expected(String kind, String split) {
    return COUNTS.getOrDefault(kind, Map.of()).getOrDefault(split, -1);
  }

  /** The subsets of a split whose counts are published. */
  static java.util.List<String> subsets(String kind, String split) {
    return COUNTS.getOrDefault(kind, Map.of()).keySet().stream()
        .filter(name -> name.startsWith(split + "/"))
        .map(name -> name.substring(split.length() + 1))
        .sorted()
        .toList();
  }
}
