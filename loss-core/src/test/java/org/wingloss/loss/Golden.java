package org.wingloss.loss;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code golden.tsv}, which {@code golden.py} beside it wrote with mpmath. Every error and
 * parameter is exact in float32.
 *
 * @param loss the loss's line
 * @param error x, at least 0
 * @param value f(x)
 * @param derivative f′(x)
 */
public record Golden(String loss, double error, double value, double derivative) {

  /** The rows by loss. */
  public static Map<String, List<Golden>> table() {
    Map<String, List<Golden>> table = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Golden.class.getResourceAsStream("golden.tsv"), StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("loss\t"))
          .map(Golden::row)
          .forEach(row -> table.computeIfAbsent(row.loss, k -> new ArrayList<>()).add(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (table.size() != 17) {
      throw new AssertionError("golden.tsv has 17 losses but " + table.size() + " were read");
    }
    return table;
  }

  private static Golden row(String line) {
    String[] cells = line.split("\t", -1);
    return new Golden(cells[0], number(cells[1]), number(cells[2]), number(cells[3]));
  }

  private static double number(String digits) {
    return new BigDecimal(digits).doubleValue();
  }

  /** |actual − expected| / |expected|, or |actual| when 0 is expected. */
  public static double relative(double expected, double actual) {
    return expected == 0 ? Math.abs(actual) : Math.abs(actual - expected) / Math.abs(expected);
  }
}
