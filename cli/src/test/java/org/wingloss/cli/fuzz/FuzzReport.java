package org.wingloss.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of all inputs. */
final class FuzzReport {
  private final Map<String, Counts> formats = new TreeMap<>();
  private final List<String> unclean = new ArrayList<>();

  private static final class Counts {
    private final Map<String, Long> codes = new TreeMap<>();
    private long inputs;
    private long milliseconds;
    private long slowest;
    private long unclean;
  }

  private Counts of(FuzzRange range) {
    return formats.computeIfAbsent(range.format(), unused -> new Counts());
  }

  /** An input that ended as it should not. */
  synchronized void unclean(FuzzRange range, long index, String what) {
    of(range).unclean++;
    unclean.add(
        "-Dfuzz.format=%s -Dfuzz.seed=%d -Dfuzz.from=%d: %s"
            .formatted(range.format(), range.seed(), index, what.replace("\\n", "\n  ")));
  }

  /** A range that was run through: time, slowest, {code=count, …}. */
  synchronized void done(FuzzRange range, String text) {
    Counts counts = of(range);
    String[] words = text.split(" ", 3);
    counts.milliseconds += Long.parseLong(words[0]);
    counts.slowest = Math.max(counts.slowest, Long.parseLong(words[1]));
    for (String code : words[2].replaceAll("[{} ]", "").split(",", -1)) {
      if (!code.isEmpty()) {
        String[] pair = code.split("=", 2);
        counts.inputs += Long.parseLong(pair[1]);
        counts.codes.merge(pair[0], Long.parseLong(pair[1]), Long::sum);
      }
    }
  }

  /** A range whose process ended at an input; what ran before it is counted without its code. */
  synchronized void ended(FuzzRange range, long index, String how) {
    Counts counts = of(range);
    counts.inputs += index + 1 - range.from();
    counts.codes.merge("?", index + 1 - range.from(), Long::sum);
    unclean(range, index, how);
  }

  synchronized List<String> unclean() {
    return List.copyOf(unclean);
  }

  synchronized long inputs() {
    return formats.values().stream().mapToLong(counts -> counts.inputs).sum();
  }

  @Override
  public synchronized String toString() {
    StringBuilder out = new StringBuilder();
    out.append("format               inputs   ms each  slowest  unclean  exit codes\n");
    formats.forEach(
        (name, counts) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%-18s %8d %9.2f %8d %8d  %s%n",
                    name,
                    counts.inputs,
                    (double) counts.milliseconds / Math.max(1, counts.inputs),
                    counts.slowest,
                    counts.unclean,
                    counts.codes)));
    unclean.forEach(one -> out.append(one).append('\n'));
    return out.toString();
  }
}
