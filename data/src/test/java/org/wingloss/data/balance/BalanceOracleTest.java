package org.wingloss.data.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.FaceCsv;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.Sha256;

/** The faithful mode against {@code oracle.py}, which lies beside the tables that it wrote. */
class BalanceOracleTest {
  @Test
  void balance_faithfulOnSyntheticShapes_equalsOracle() throws IOException {
    JsonNode table = table("synthetic.json");
    List<Landmarks> shapes = new ArrayList<>();
    for (JsonNode row : table.get("shapes")) {
      shapes.add(Landmarks.of(doubles(row)));
    }
    assertEquals(150, shapes.size());
    assertCases(table, shapes);
  }

  /**
   * Set WINGLOSS_SHAPES to merl_rav_68.csv (6,336 AFLW faces with MERL-RAV labels, research use);
   * the table holds counts of it, no shapes.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "WINGLOSS_SHAPES", matches = ".+")
  void balance_faithfulOnMerlRav_equalsOracle() throws IOException {
    List<Landmarks> shapes = FaceCsv.shapes(Path.of(System.getenv("WINGLOSS_SHAPES")));
    assertCases(table("merl-rav-68.json"), shapes);
  }

  private static void assertCases(JsonNode table, List<Landmarks> shapes) {
    assertEquals(table.get("faces").asInt(), shapes.size());
    assertEquals(4, table.get("cases").size());
    for (JsonNode row : table.get("cases")) {
      int bins = row.get("bins").asInt();
      int component = row.get("component").asInt();
      String at = "bins %d, component %d".formatted(bins, component);
      assertTrue(row.get("closest-to-an-edge").asDouble() > 1e-9, at);
      PoseBalancingResult balance =
          PoseBalancing.balance(
              shapes,
              new PoseBalancingSettings(
                  PoseBalancingSettings.Mode.FAITHFUL,
                  bins,
                  component,
                  PoseBalancingSettings.NO_CAP));
      double[] explained = doubles(row.get("explained"));
      for (int m = 0; m < explained.length; m++) {
        assertEquals(explained[m], balance.model().explained(m), 1e-10, at);
      }
      double[] sizes = doubles(row.get("coefficient-sizes"));
      for (int i = 0; i < sizes.length; i++) {
        assertEquals(sizes[i], Math.abs(balance.coefficients()[i]), 1e-9 * (1 + sizes[i]), at);
      }
      assertArrayEquals(integers(row.get("histogram")), balance.histogram(), at);
      assertArrayEquals(integers(row.get("counts")), balance.counts(), at);
      assertArrayEquals(integers(row.get("ratios")), balance.ratios(), at);
      assertEquals(row.get("total").asInt(), balance.indices().length, at);
      assertEquals(row.get("indices-sha256").asText(), sha256(balance.indices()), at);
    }
  }

  private static JsonNode table(String name) throws IOException {
    try (InputStream in = BalanceOracleTest.class.getResourceAsStream(name)) {
      return StrictJson.mapper().readTree(in);
    }
  }

  private static String sha256(int[] indices) {
    String text =
        Arrays.stream(indices).mapToObj(Integer::toString).collect(Collectors.joining(","));
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static int[] integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
