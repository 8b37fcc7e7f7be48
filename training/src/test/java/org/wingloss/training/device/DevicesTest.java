package org.wingloss.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.training.InvalidRecipeException;

class DevicesTest {
  @Test
  void of_names_areDevices() {
    assertEquals(List.of(Device.cpu()), Devices.of("cpu", () -> 4));
    assertEquals(List.of(Device.cpu()), Devices.of("auto", () -> 0));
    assertEquals(List.of(Device.gpu(0)), Devices.of("auto", () -> 4));
    assertEquals(List.of(Device.gpu(0)), Devices.of("gpu", () -> 1));
    assertEquals(List.of(Device.gpu(3)), Devices.of("gpu:3", () -> 4));
    assertEquals(List.of(Device.gpu(2), Device.gpu(0)), Devices.of("gpu:2,0", () -> 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tpu     | a device is auto, cpu, gpu, gpu:N or gpu:N,M but was 'tpu'",
        "gpu:    | but was 'gpu:'",
        "gpu:1,  | but was 'gpu:1,'",
        "gpu:1,1 | device gpu:1,1 names a GPU twice",
        "gpu:0,2 | device gpu:0,2: the engine sees 2 GPUs; 'wingloss devices' says why",
      })
  void of_badName_saysWhatIsWrong(String name, String message) {
    var thrown = assertThrows(InvalidRecipeException.class, () -> Devices.of(name, () -> 2));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
