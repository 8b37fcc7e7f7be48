package org.wingloss.data.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.balance.PoseBalancingSettings.Mode;

/**
 * Copies of faces, computed by hand: |b| from 0 to 10, in two bins with the middles 2.5 and 7.5.
 */
class BinReplicationTest {
  private static final int CAP = PoseBalancingSettings.USUAL_CAP;

  /** How often each face is in the list: some with |b| = 1, then the others. */
  private static int[] copies(Mode mode, int cap, int ones, double... others) {
    double[] sizes =
        DoubleStream.concat(DoubleStream.generate(() -> 1).limit(ones), DoubleStream.of(others))
            .toArray();
    int[] indices =
        BinReplication.of(
                new PoseBalancingSettings(mode, 2, PoseBalancingSettings.AUTO, cap), sizes)
            .indices;
    return IntStream.range(0, sizes.length)
        .map(i -> (int) Arrays.stream(indices).filter(index -> index == i).count())
        .toArray();
  }

  private static int[] tail(int[] copies, int length) {
    return Arrays.copyOfRange(copies, copies.length - length, copies.length);
  }

  /**
   * One face in its bin: the author's list has as many copies of it as the largest bin has faces.
   */
  @Test
  void faithful_nearlyEmptyBin_isCopiedAsOftenAsTheLargestIsLarge() {
    double[] sizes = new double[50_001];
    Arrays.setAll(sizes, i -> i == 50_000 ? 1 : i / 5e6);
    int[] indices = BinReplication.of(PoseBalancingSettings.faithful(9), sizes).indices;
    assertEquals(100_000, indices.length);
  }

  @Test
  void interpolated_outsideTheMiddlesOfTheBins_isTheBinsRatio() {
    int[] copies = copies(Mode.INTERPOLATED, CAP, 8, 7.5, 10);
    assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1, 1, 4, 4}, copies);
    assertArrayEquals(copies(Mode.DEFAULT, CAP, 8, 7.5, 10), copies);
  }

  @Test
  void interpolated_onBothSidesOfAnEdge_repeatsNearlyEquallyOften() {
    // 8 faces below 5 and 2 above: ratios 1 and 4. 4.9 is due 2.44 copies, 5 is due 2.5.
    assertArrayEquals(new int[] {1, 4, 4}, tail(copies(Mode.DEFAULT, CAP, 7, 4.9, 5, 10), 3));
    assertArrayEquals(new int[] {2, 3, 4}, tail(copies(Mode.INTERPOLATED, CAP, 7, 4.9, 5, 10), 3));
  }

  @Test
  void interpolated_emptyBinBetween_followsTheLineAcrossIt() {
    // Three bins, the middle one empty: ratios 1 and 4 at 5/3 and 25/3, hence 1 + 3·(s −
    // 5/3)/(20/3).
    double[] sizes = {1, 1, 1, 1, 1, 1, 1, 10.0 / 3 - 0.01, 7, 10};
    BinReplication balanced =
        BinReplication.of(
            new PoseBalancingSettings(Mode.INTERPOLATED, 3, PoseBalancingSettings.AUTO, CAP),
            sizes);
    assertArrayEquals(new int[] {8, 0, 2}, balanced.counts);
    // due: 7, then 1.746, 3.4 and 4, rounded from the sums 8.746, 12.146, 16.146
    assertEquals(16, balanced.indices.length);
    assertArrayEquals(
        new int[] {7, 7, 8, 8, 8, 9, 9, 9, 9}, Arrays.copyOfRange(balanced.indices, 7, 16));
  }

  @Test
  void cap_belowTheRatio_limitsTheCopies() {
    assertEquals(8, tail(copies(Mode.DEFAULT, 8, 8, 10), 1)[0]);
    assertEquals(3, tail(copies(Mode.DEFAULT, 3, 8, 10), 1)[0]);
    assertEquals(3, tail(copies(Mode.INTERPOLATED, 3, 8, 10), 1)[0]);
    assertEquals(1, tail(copies(Mode.DEFAULT, 1, 8, 10), 1)[0]);
  }

  @Test
  void cap_usual_bindsWhereOneBinHasMoreThanTwentyTimesTheFaces() {
    assertEquals(20, tail(copies(Mode.DEFAULT, CAP, 20, 10), 1)[0]);
    assertEquals(20, tail(copies(Mode.DEFAULT, CAP, 21, 10), 1)[0]);
    assertEquals(21, tail(copies(Mode.DEFAULT, PoseBalancingSettings.NO_CAP, 21, 10), 1)[0]);
    assertEquals(21, tail(copies(Mode.FAITHFUL, PoseBalancingSettings.NO_CAP, 21, 10), 1)[0]);
  }

  @Test
  void cap_interpolated_isTheEndOfTheLine() {
    // 7 faces below 5 and 2 above: 3.5 copies due at 7.5 without a cap, 3 with it.
    assertArrayEquals(new int[] {2, 4}, tail(copies(Mode.INTERPOLATED, CAP, 7, 5, 10), 2));
    assertArrayEquals(new int[] {2, 3}, tail(copies(Mode.INTERPOLATED, 3, 7, 5, 10), 2));
    // 9 faces below 5 and 2 above: 4.5 copies due at the middle of the upper bin.
    assertArrayEquals(new int[] {5, 4}, tail(copies(Mode.INTERPOLATED, CAP, 9, 7.5, 10), 2));
    assertArrayEquals(new int[] {3, 3}, tail(copies(Mode.INTERPOLATED, 3, 9, 7.5, 10), 2));
  }
}
