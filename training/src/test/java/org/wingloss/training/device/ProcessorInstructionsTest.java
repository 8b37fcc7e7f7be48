package org.wingloss.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorInstructionsTest {
  @Test
  void bfloat16_processorWithTheInstructions_isFastAndNamesThem() {
    assertEquals(
        "fast: the processor has amx_bf16, avx512_bf16",
        ProcessorInstructions.bfloat16(
            List.of("processor : 0", "flags\t\t: fpu avx512_bf16 amx_bf16 sse2")));
  }

  @Test
  void bfloat16_armWithTheInstructions_isFast() {
    assertEquals(
        "fast: the processor has bf16",
        ProcessorInstructions.bfloat16(List.of("Features\t: fp asimd bf16")));
  }

  @Test
  void bfloat16_processorWithout_isSlow() {
    assertEquals(
        "slow: the processor has no instructions for it",
        ProcessorInstructions.bfloat16(List.of("flags\t\t: fpu avx2 avx512bw")));
  }

  @Test
  void bfloat16_noList_isUnknown() {
    assertEquals(
        "unknown: this system does not list the processor's instructions",
        ProcessorInstructions.bfloat16(List.of("nothing")));
  }
}
