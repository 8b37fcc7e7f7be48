package org.wingloss.training.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

/** An installation is known by its files; those here are empty but for what is read. */
class LibtorchTest {
  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    Path file = folder.resolve("torch").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, List.of(lines));
  }

  private Path installation() throws IOException {
    file("lib/libtorch.so");
    file("include/ATen/ATen.h");
    file(
        "include/torch/headeronly/version.h",
        "#define TORCH_VERSION_MAJOR 2",
        "#define TORCH_VERSION_MINOR 11",
        "#define TORCH_VERSION_PATCH 0");
    return folder.resolve("torch");
  }

  @Test
  void in_aPackageForProcessors_tellsVersionAndFlavour() throws IOException {
    Path torch = installation();
    file("version.py", "__version__ = '2.11.0+cpu'", "cuda: Optional[str] = None");
    assertEquals(new Libtorch(torch, "2.11.0", "cpu"), Libtorch.in(torch));
    assertFalse(Libtorch.in(torch).hasCuda());
  }

  @Test
  void in_aPackageForCuda_tellsItsVersion() throws IOException {
    Path torch = installation();
    file("lib/libtorch_cuda.so");
    file("version.py", "__version__ = '2.11.0+cu130'", "cuda: Optional[str] = '13.0'");
    assertEquals("cu130", Libtorch.in(torch).flavour());
    assertTrue(Libtorch.in(torch).hasCuda());
  }

  @Test
  void in_anUnpackedArchive_tellsItsCudaByItsBuild() throws IOException {
    Path torch = installation();
    file("lib/libtorch_cuda.so");
    file("build-version", "2.11.0+cu128");
    assertEquals("cu128", Libtorch.in(torch).flavour());
  }

  @Test
  void in_theFolderOfTheLibraries_isTheInstallation() throws IOException {
    Path torch = installation();
    assertEquals(torch, Libtorch.in(torch.resolve("lib")).root());
  }

  @Test
  void in_anOlderHeader_isTheVersionToo() throws IOException {
    Path torch = installation();
    Files.delete(torch.resolve("include/torch/headeronly/version.h"));
    file(
        "include/torch/csrc/api/include/torch/version.h",
        "#define TORCH_VERSION_MAJOR 2",
        "#define TORCH_VERSION_MINOR 7",
        "#define TORCH_VERSION_PATCH 1");
    assertEquals("2.7.1", Libtorch.in(torch).version());
  }

  @Test
  void cudaRuntime_besideThePackage_isFound() throws IOException {
    Path torch = installation();
    Path runtime = folder.resolve("nvidia/cu13/lib/libcudart.so.13");
    Files.createDirectories(runtime.getParent());
    Files.createFile(runtime);
    assertEquals(Optional.of(runtime), Libtorch.in(torch).cudaRuntime());
  }

  @Test
  void in_anotherFolder_isRefusedWithWhatIsMissing() throws IOException {
    String nothing =
        assertThrows(InvalidDataException.class, () -> Libtorch.in(folder)).getMessage();
    assertTrue(nothing.contains("is no libtorch: lib/libtorch.so is missing"), nothing);
    Path torch = installation();
    Files.delete(torch.resolve("include/ATen/ATen.h"));
    String headless =
        assertThrows(InvalidDataException.class, () -> Libtorch.in(torch)).getMessage();
    assertTrue(headless.contains("include/ATen/ATen.h is missing"), headless);
  }
}
