package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that no other test runs: the shell reads them to the end. */
@DisabledOnOs(OS.WINDOWS)
class ShellScriptsTest {
  private static List<Path> scripts(String folder) {
    try (Stream<Path> files = Files.walk(SourceFiles.ROOT.resolve(folder))) {
      return files.filter(Files::isRegularFile).filter(ShellScriptsTest::isBash).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBash(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .startsWith("#!/bin/bash\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void scripts_ofExtensionsAndBenchmarks_areReadByTheShell() throws Exception {
    List<Path> scripts = new ArrayList<>(scripts("extensions"));
    assertFalse(scripts.isEmpty());
    scripts.addAll(scripts("benchmarks"));
    for (Path script : scripts) {
      Process process =
          new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
    }
  }

  /** Without a Java to pack, so that nothing is built even where the folder is not refused. */
  @Test
  void gpuPack_intoAFolderOfOtherFiles_isRefusedAndLeavesThem(@TempDir Path folder)
      throws Exception {
    Path own = Files.createFile(folder.resolve("own.txt"));
    Path script = SourceFiles.ROOT.resolve("extensions/bridge/gpu/pack");
    Process process =
        new ProcessBuilder(
                "bash",
                script.toString(),
                "--data",
                folder.toString(),
                "--out",
                folder.toString(),
                "--jdk",
                folder.resolve("none").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), said);
    assertTrue(said.contains("is no folder of an earlier pack"), said);
    assertTrue(Files.exists(own));
  }
}
