package org.wingloss.evaluation.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactSumsTest {
  /** Of very different sizes and both signs, so that a sum of doubles depends on their order. */
  private static List<Double> values(Random random, int count) {
    return DoubleStream.generate(() -> Math.scalb(random.nextGaussian(), random.nextInt(90) - 45))
        .limit(count)
        .boxed()
        .toList();
  }

  private static double sum(List<Double> values) {
    ExactSums sums = new ExactSums(1);
    values.forEach(value -> sums.add(0, value));
    return sums.sum(0);
  }

  @Test
  void sum_anyOrderAndParts_hasTheSameBits() {
    Random random = new Random(7);
    List<Double> values = new ArrayList<>(values(random, 2_000));
    double expected = sum(values);
    for (int trial = 0; trial < 50; trial++) {
      Collections.shuffle(values, random);
      int cut = random.nextInt(values.size());
      ExactSums first = new ExactSums(2);
      ExactSums second = new ExactSums(2);
      values.subList(0, cut).forEach(value -> first.add(1, value));
      values.subList(cut, values.size()).forEach(value -> second.add(1, value));
      second.addAll(first);
      assertEquals(expected, second.sum(1), 0.0);
      assertEquals(0, second.sum(0), 0.0);
    }
  }

  @Test
  void sum_valuesWithin96Bits_isTheExactSumRoundedOnce() {
    Random random = new Random(3);
    for (int trial = 0; trial < 100; trial++) {
      List<Double> values =
          DoubleStream.generate(
                  () -> Math.scalb((double) random.nextInt(), random.nextInt(60) - 50))
              .limit(200)
              .boxed()
              .toList();
      double exact =
          values.stream()
              .map(BigDecimal::new)
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .doubleValue();
      assertEquals(exact, sum(values), 0.0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1, -1, 0.1, 1e-20, 1e12, 123456.789, 0x1p-60, -0x1p53})
  void sum_oneValue_isThatValueToWithinTheResolution(double value) {
    assertEquals(value, sum(List.of(value)), 0x1p-60);
  }

  @Test
  void add_manyValuesBeyondTheLargest_countAsTheLargest() {
    ExactSums sums = new ExactSums(1);
    for (int i = 0; i < 1 << 12; i++) {
      sums.add(0, 1e300);
    }
    assertEquals(0x1p66, sums.sum(0), 0.0);
  }

  @Test
  void add_belowTheResolution_isCutOff() {
    assertEquals(0x1p-60, sum(List.of(0x1.fp-60)), 0.0);
    assertEquals(-0x1p-60, sum(List.of(-0x1.fp-60)), 0.0);
    assertEquals(0, sum(List.of(0x1p-61, Double.MIN_VALUE, 0x1p-60, -0x1p-60)), 0.0);
  }

  @Test
  void add_aboveTheRange_countsAsItsEnd() {
    assertEquals(0x1p54, sum(List.of(1e300)), 0.0);
    assertEquals(-0x1.8p54, sum(List.of(-Double.MAX_VALUE, -0x1p53)), 0.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void add_notFinite_isRefused(double value) {
    assertThrows(IllegalArgumentException.class, () -> sum(List.of(value)));
  }

  /** More than fit before a carry is due, in one addition each. */
  @Test
  void addAll_oftenDoubled_keepsEveryBit() {
    ExactSums sums = new ExactSums(1);
    sums.add(0, -0.125);
    for (int i = 0; i < 60; i++) {
      sums.addAll(copy(sums));
    }
    assertEquals(-0x1p57, sums.sum(0), 0.0);
  }

  private static ExactSums copy(ExactSums sums) {
    ExactSums copy = new ExactSums(1);
    copy.addAll(sums);
    return copy;
  }

  @Test
  void add_oftenBeyondOneCarry_keepsEveryBit() {
    ExactSums sums = new ExactSums(1);
    for (int i = 0; i < 5_000_000; i++) {
      sums.add(0, -0x1.fffffffffffffp19);
    }
    assertEquals(5_000_000 * -0x1.fffffffffffffp19, sums.sum(0), 0.0);
  }

  @Test
  void count_ofManySums_isTheirNumber() {
    assertEquals(5, new ExactSums(5).count());
    assertEquals(
        List.of(0.0, 0.0), Arrays.asList(new ExactSums(2).sum(0), new ExactSums(2).sum(1)));
  }
}
