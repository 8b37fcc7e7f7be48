package org.wingloss.cli.dataset;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.cli.terminal.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class SyntheticTarsTest {
  /** All of them, so that none can be forgotten and then be ignored. */
  static Stream<String> options() {
    List<OptionSpec> options = new CommandLine(new CropOptions()).getCommandSpec().options();
    return options.stream().map(OptionSpec::longestName);
  }

  private static CropOptions given(String option) {
    CropOptions crops = new CropOptions();
    CommandLine line = new CommandLine(crops);
    if (line.getCommandSpec().findOption(option).arity().max() == 0) {
      line.parseArgs(option);
    } else {
      line.parseArgs(option, "9");
    }
    return crops;
  }

  @ParameterizedTest
  @MethodSource("options")
  void requireLayout_optionOfTarsWithAnother_isRefusedByItsName(String option) {
    CropOptions crops = given(option);
    var thrown =
        assertThrows(UsageException.class, () -> SyntheticTars.requireLayout("wflw", crops));
    assertTrue(thrown.getMessage().contains(option), thrown.getMessage());
  }

  @ParameterizedTest
  @MethodSource("options")
  void requireLayoutUnlessPng_optionOfTarsWithAnother_isRefusedUnlessItIsPng(String option) {
    CropOptions crops = given(option);
    if (option.equals("--png")) {
      assertDoesNotThrow(() -> SyntheticTars.requireLayoutUnlessPng("parquet", crops));
      return;
    }
    var thrown =
        assertThrows(
            UsageException.class, () -> SyntheticTars.requireLayoutUnlessPng("parquet", crops));
    assertTrue(thrown.getMessage().contains(option), thrown.getMessage());
  }

  @Test
  void scheme_ofALayoutOfAnyKind_isWhatFollowsTheColon() {
    assertEquals("300w-68", SyntheticTars.scheme("tar").name());
    assertEquals("aflw-19", SyntheticTars.scheme("tar:aflw-19").name());
    assertEquals("300w-68", SyntheticTars.scheme("parquet").name());
    assertEquals("wflw-98", SyntheticTars.scheme("parquet:wflw-98").name());
    assertEquals("parquet", SyntheticTars.kind("parquet:wflw-98"));
  }
}
