package org.wingloss.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorInstructionsTest {
  @Test
  void bfloat16_processorWithTheInstructions_isFastAndNamesThem() {
    assertEquals(
        "fast: the processor has amx_bf16, avx512_bf16",
        ProcessorInstructions.sentence(
            ProcessorInstructions.BFLOAT16,
            List.of("processor : 0", "flags\t\t: fpu avx512_bf16 amx_bf16 sse2")));
  }

  @Test
  void bfloat16_armWithTheInstructions_isFast() {
    assertEquals(
        "fast: the processor has bf16",
        ProcessorInstructions.sentence(
            ProcessorInstructions.BFLOAT16, List.of("Features\t: fp asimd bf16")));
  }

  @Test
  void bfloat16_processorWithout_isSlow() {
    assertEquals(
        "slow: the processor has no instructions for it",
        ProcessorInstructions.sentence(
            ProcessorInstructions.BFLOAT16, List.of("flags\t\t: fpu avx2 avx512bw")));
  }

  @Test
  void slowBfloat16_onlyAProcessorThatListsItsInstructions_isWarnedOf() {
    List<String> without = List.of("flags\t\t: fpu avx2 avx512bw");
    assertEquals(
        "precision is bfloat16, for which this processor has no instructions: a training takes"
            + " several times as long as with precision=float32",
        ProcessorInstructions.slowBfloat16(without).orElseThrow());
    assertEquals(
        Optional.empty(), ProcessorInstructions.slowBfloat16(List.of("Features\t: fp asimd bf16")));
    assertEquals(Optional.empty(), ProcessorInstructions.slowBfloat16(List.of()));
  }

  @Test
  void int8_processorsWithAndWithout_areTold() {
    assertEquals(
        "fast: the processor has amx_int8, avx512_vnni",
        ProcessorInstructions.sentence(
            ProcessorInstructions.INT8, List.of("flags : avx2 avx512_vnni amx_int8 amx_bf16")));
    assertEquals(
        "fast: the processor has asimddp",
        ProcessorInstructions.sentence(
            ProcessorInstructions.INT8, List.of("Features : fp asimd asimddp")));
    assertEquals(
        "slow: the processor has no instructions for it",
        ProcessorInstructions.sentence(
            ProcessorInstructions.INT8, List.of("flags : avx2 avx512bw")));
  }

  @Test
  void bfloat16_noList_isUnknown() {
    assertEquals(
        "unknown: this system does not list the processor's instructions",
        ProcessorInstructions.sentence(ProcessorInstructions.BFLOAT16, List.of("nothing")));
  }
}
