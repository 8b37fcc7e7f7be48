package org.wingloss.model.onnx.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.model.onnx.graph.Quantisation.Step;

class QuantisationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 255, 1, 0",
    "-128, 127, 1, 128",
    "3, 255, 1, 0",
    "-255, -3, 1, 255",
    "0, 1, 0.003921569, 0",
    "0, 0, 0.003921569, 0"
  })
  void of_bounds_holdsZeroAndBothEnds(double least, double most, float scale, int zeroPoint) {
    assertEquals(new Step(scale, zeroPoint), Step.of(least, most));
  }

  @Test
  void of_pixels_areTheBytesThatTheyWere() {
    assertEquals(Step.PIXELS, Step.of(0, 1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 0", "NaN, 0", "Infinity, 0", "1, -1", "1, 256"})
  void step_thatHoldsNothing_isRefused(float scale, int zeroPoint) {
    assertThrows(IllegalArgumentException.class, () -> new Step(scale, zeroPoint));
  }
}
