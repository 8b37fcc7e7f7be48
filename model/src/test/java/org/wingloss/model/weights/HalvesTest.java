package org.wingloss.model.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of IEEE 754, binary16; those of 1/3, 65504 and the subnormals are its own examples. */
class HalvesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0x0000",
    "-0.0, 0x8000",
    "1, 0x3C00",
    "-2, 0xC000",
    "0.333251953125, 0x3555",
    "0.33333334, 0x3555",
    "65504, 0x7BFF",
    "65519.99, 0x7BFF",
    "65520, 0x7C00",
    "-Infinity, 0xFC00",
    "6.103515625e-5, 0x0400",
    "6.097555160522461e-5, 0x03FF",
    "5.960464477539063e-8, 0x0001",
    "2.9802322387695312e-8, 0x0000",
    "8.940696716308594e-8, 0x0002",
    "1.00048828125, 0x3C00",
    "1.00146484375, 0x3C02"
  })
  void halves_number_isTheNearestAndOfTwoTheEven(float value, String bits) {
    assertEquals((short) (int) Integer.decode(bits), half(value));
  }

  @Test
  void halves_everyPattern_isReadBackAsItself() {
    for (int pattern = 0; pattern < 1 << 16; pattern++) {
      short bits = (short) pattern;
      float value = Fp16Conversions.fp16ToFloat(bits);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(Fp16Conversions.fp16ToFloat(half(value))));
      } else {
        assertEquals(bits, half(value));
      }
    }
  }

  private static short half(float value) {
    byte[] bytes = Tensor.of(List.of(1), value).halves();
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort();
  }
}
