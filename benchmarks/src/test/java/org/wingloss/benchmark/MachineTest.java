package org.wingloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void instructions_ofAnX86_areThoseThatKernelsChooseBetween() {
    List<String> lines = List.of("processor\t: 0", "flags\t\t: fpu sse4_2 avx2 avx512_vnni rdtscp");
    assertEquals(Set.of("sse4_2", "avx2", "avx512_vnni"), Machine.instructions(lines));
  }

  @Test
  void instructions_ofAnArm_areRead() {
    List<String> lines = List.of("Features\t: fp asimd asimddp i8mm crc32");
    assertEquals(Set.of("asimd", "asimddp", "i8mm"), Machine.instructions(lines));
  }

  @Test
  void instructions_notListed_areNone() {
    assertEquals(Set.of(), Machine.instructions(List.of()));
  }

  @Test
  void here_anyMachine_namesEngines() {
    assertTrue(Machine.here().onnxruntime().matches("\\d+\\.\\d+\\.\\d+"), Machine.here() + "");
    assertTrue(Machine.here().cores() >= 1);
  }
}
