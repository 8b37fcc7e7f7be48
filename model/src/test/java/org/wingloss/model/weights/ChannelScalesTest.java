package org.wingloss.model.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChannelScalesTest {
  @Test
  void of_twoChannels_bringsTheLargestOfEachTo127() {
    Tensor tensor = Tensor.of(List.of(2, 3), 0.5f, -1, 0.25f, 10, 20, -40);
    ChannelScales scales = ChannelScales.of(tensor);
    assertArrayEquals(new float[] {1f / 127, 40f / 127}, scales.values(), 1e-9f);
    assertArrayEquals(new byte[] {64, -127, 32, 32, 64, -127}, scales.bytes(tensor));
  }

  @Test
  void of_channelWithoutWeights_staysZero() {
    Tensor tensor = Tensor.of(List.of(2, 2), 0, 0, Float.MIN_VALUE, 0);
    ChannelScales scales = ChannelScales.of(tensor);
    assertArrayEquals(new byte[4], scales.bytes(tensor));
    assertArrayEquals(new float[4], scales.widened(scales.bytes(tensor)));
  }

  /** So a model in 8 bits that is read and written again stays what it is. */
  @RepeatedTest(20)
  void of_roundedBefore_changesNothing(RepetitionInfo turn) {
    SplittableRandom random = new SplittableRandom(turn.getCurrentRepetition());
    float[] values = new float[8 * 27];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, i / 27 - 5));
    }
    Tensor tensor = Tensor.of(List.of(8, 3, 3, 3), values);
    ChannelScales scales = ChannelScales.of(tensor);
    byte[] once = scales.bytes(tensor);
    Tensor rounded = Tensor.of(tensor.shape(), scales.widened(once));
    assertArrayEquals(once, ChannelScales.of(rounded).bytes(rounded));
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], rounded.get(i), scales.values()[i / 27] * 0.50001);
    }
  }
}
