package org.wingloss.evaluation.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;

final class PublishedResultsTest {
  private final PublishedResults published = PublishedResults.bundled();

  @Test
  void bundled_everyTable_isWhole() {
    Map<String, Long> rows =
        published.results().stream()
            .collect(Collectors.groupingBy(PublishedResults.Result::source, Collectors.counting()));
    assertEquals(
        Map.of(
            "table1",
            7L,
            "table2",
            24L,
            "table3",
            16L,
            "table4",
            9L,
            "later",
            3L,
            "reproduction",
            6L),
        rows);
  }

  @Test
  void bundled_everyRow_hasKnownSchemeNormAndTrust() {
    for (PublishedResults.Result row : published.results()) {
      assertTrue(Set.of("P", "A", "R").contains(row.trust()), row.toString());
      assertEquals(row.scheme(), LandmarkScheme.of(row.scheme()).name());
      assertEquals(row.norm(), Normaliser.of(row.norm()).name());
    }
  }

  @Test
  void table4_everyRow_holdsTheFullFormula() {
    for (PublishedResults.Result row : published.of("table4")) {
      double full =
          (554 * row.on("common").orElseThrow().nme()
                  + 135 * row.on("challenging").orElseThrow().nme())
              / 689;
      // Three numbers rounded to two digits: at most 0.01 together.
      assertEquals(row.on("full").orElseThrow().nme(), full, 0.01, row.method());
    }
  }

  @Test
  void tables_sameCell_sameNumber() {
    // Wing at w = 10, epsilon = 2 on AFLW stands in three tables.
    assertEquals(1.88, number("table1", "CNN-6, Wing"));
    assertEquals(1.88, number("table2", "CNN-6, Wing w=10 epsilon=2"));
    assertEquals(1.88, number("table3", "CNN-6, Wing"));
    assertEquals(1.65, number("table3", "CNN-6/7 + PDB, Wing"));
  }

  private double number(String source, String method) {
    return published.of(source).stream()
        .filter(r -> r.method().equals(method))
        .findFirst()
        .orElseThrow()
        .on("all")
        .orElseThrow()
        .nme();
  }

  @Test
  void curves_everyOne_risesToBelowOne() {
    assertEquals(4, published.curves().curves().size());
    for (PublishedResults.Curve curve : published.curves().curves()) {
      assertEquals(published.curves().errors().size(), curve.shares().size());
      double before = 0;
      for (double share : curve.shares()) {
        assertTrue(share > before && share < 1, curve.method());
        before = share;
      }
    }
  }
}
