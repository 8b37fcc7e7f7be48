package org.wingloss.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceReportTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Linux|cpu|false|no GPU: this libtorch is the processor's (flavour cpu), and no NVIDIA driver is installed",
        "Linux|cpu|true|no GPU: this libtorch is the processor's (flavour cpu), though an NVIDIA driver is installed",
        "Linux|cu128|true|no GPU: libtorch is of flavour cu128 but finds no card, see nvidia-smi",
        "Linux|cu128|false|no GPU: libtorch is of flavour cu128 but no NVIDIA driver is installed",
        "Windows 11|cpu|false|no GPU: this libtorch for Windows 11 computes on the processor; a GPU is used on Linux alone",
        "Mac OS X|cpu|false|no GPU: this libtorch for Mac OS X computes on the processor; a GPU is used on Linux alone"
      })
  void whyNone_isTheReasonOnTheSystem(String system, String flavour, boolean driver, String said) {
    assertEquals(said, DeviceReport.whyNone(system, flavour, driver));
  }
}
