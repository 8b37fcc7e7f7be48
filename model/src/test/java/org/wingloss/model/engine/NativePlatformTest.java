package org.wingloss.model.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePlatformTest {
  private final Throwable failure =
      new IllegalStateException("engine", new UnsatisfiedLinkError("libtorch.so: no libstdc++"));

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macos-arm64",
    "Windows 11, amd64, windows-x64",
    "Mac OS X, x86_64,",
    "Windows 11, aarch64,",
    "Linux, riscv64,",
    "FreeBSD, amd64,"
  })
  void distribution_ofAPlatform_isWhatIsPublished(String system, String processor, String name) {
    assertEquals(Optional.ofNullable(name), new NativePlatform(system, processor).distribution());
  }

  @Test
  void sentence_elsewhere_namesThePlatformsThatThereAre() {
    String said =
        new NativePlatform("FreeBSD", "amd64").sentence("PyTorch", "group:artifact", failure);
    assertEquals(
        "PyTorch does not start on FreeBSD amd64: there are native libraries for Linux on x64 and"
            + " arm64, macOS on arm64 and Windows on x64",
        said);
  }

  @Test
  void sentence_onAPlatformThatThereIs_namesTheArtefact() {
    String said =
        new NativePlatform("Linux", "amd64").sentence("PyTorch", "group:artifact", failure);
    assertTrue(
        said.endsWith(
            "is group:artifact for this platform on the class path? (libtorch.so: no libstdc++)"),
        said);
  }

  @Test
  void here_isThisMachine() {
    assertTrue(NativePlatform.here().distribution().isPresent(), NativePlatform.here()::toString);
  }
}
