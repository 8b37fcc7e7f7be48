package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.evaluation.report.content.Section;

/** A reproduction as plain text for a terminal. */
public final class ReproductionText {
  private static final int WIDTH = 110;
  private static final String INDENT = " ".repeat(16);

  private ReproductionText() {}

  /** Title, tables, claims; no line end at the end. */
  public static String of(Reproduction result) {
    StringBuilder out = new StringBuilder(result.setup().title()).append('\n');
    result
        .setup()
        .facts()
        .forEach((name, fact) -> wrapped(name + ": " + fact, "  ").forEach(l -> line(out, l)));
    section(out, ReproductionTable.numbers(result), "");
    ReproductionTable.grid(result).ifPresent(s -> section(out, s, s.title()));
    ReproductionTable.otherNorms(result).forEach(s -> section(out, s, s.title()));
    claims(out, result);
    return out.toString().stripTrailing();
  }

  private static void section(StringBuilder out, Section section, String heading) {
    line(out, "");
    if (!heading.isEmpty()) {
      line(out, heading);
    }
    List<String> header = section.table().header();
    List<List<String>> lines = new ArrayList<>(List.of(header));
    lines.addAll(section.table().rows());
    int[] widths =
        IntStream.range(0, header.size())
            .map(k -> lines.stream().mapToInt(cells -> cells.get(k).length()).max().orElse(0))
            .toArray();
    for (List<String> cells : lines) {
      StringBuilder row = new StringBuilder();
      for (int k = 0; k < widths.length; k++) {
        String blanks = " ".repeat(widths[k] - cells.get(k).length());
        boolean left = k == 0 || header.get(k).equals("subset");
        row.append(k == 0 ? "" : "  ").append(left ? cells.get(k) + blanks : blanks + cells.get(k));
      }
      line(out, row.toString().stripTrailing());
    }
    section.after().forEach(text -> wrapped(text, "").forEach(l -> line(out, l)));
  }

  private static void claims(StringBuilder out, Reproduction result) {
    Section section = ReproductionTable.claims(result);
    line(out, "");
    line(out, section.title());
    for (Claim claim : result.claims()) {
      line(out, "%-16s%s".formatted(claim.outcome().label(), claim.sentence()));
      wrapped(claim.numbers(), INDENT).forEach(l -> line(out, INDENT + l.strip()));
    }
    section.after().forEach(text -> wrapped(text, "").forEach(l -> line(out, l)));
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }

  /** Broken at blanks; lines after the first begin with the indent, which all make room for. */
  private static List<String> wrapped(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder now = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      // The first line's indent is the caller's.
      int room = lines.isEmpty() ? WIDTH - indent.length() : WIDTH;
      if (!now.isEmpty() && now.length() + 1 + word.length() > room) {
        lines.add(now.toString());
        now = new StringBuilder(indent);
      } else if (now.length() > (lines.isEmpty() ? 0 : indent.length())) {
        now.append(' ');
      }
      now.append(word);
    }
    lines.add(now.toString());
    return lines;
  }
}
