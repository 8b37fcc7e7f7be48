package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.format.StrictJson;

/** A script stands for the compiler; what a real one makes is tested by extensions/bridge/check. */
@EnabledOnOs(OS.LINUX)
class EngineVerbTest {
  @TempDir private Path folder;

  private Path libtorch() throws IOException {
    Path torch = folder.resolve("py torch");
    for (String file : List.of("lib/libtorch.so", "include/ATen/ATen.h")) {
      Files.createDirectories(torch.resolve(file).getParent());
      Files.createFile(torch.resolve(file));
    }
    Path version = torch.resolve("include/torch/headeronly/version.h");
    Files.createDirectories(version.getParent());
    Files.writeString(
        version,
        """
        #define TORCH_VERSION_MAJOR 2
        #define TORCH_VERSION_MINOR 13
        #define TORCH_VERSION_PATCH 0
        """);
    return torch;
  }

  private Object[] build(String... more) throws IOException {
    Path compiler = folder.resolve("compiler");
    Files.writeString(
        compiler,
        "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = -o ] && echo made > \"$2\"; shift; done\n");
    Files.setPosixFilePermissions(compiler, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Object> words = new ArrayList<>(List.of("engine", "build"));
    words.addAll(List.of("--libtorch", libtorch(), "--compiler", compiler));
    words.addAll(List.of("--out", folder.resolve("my engine")));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Test
  void build_printsWhatAShellNeedsToUseIt() throws IOException {
    Cli run = Cli.run(build());
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals(
        List.of(
            "export PYTORCH_LIBRARY_PATH='" + folder.resolve("my engine") + "'",
            "export PYTORCH_VERSION=2.13.0",
            "export PYTORCH_FLAVOR=cpu"),
        run.out().lines().toList());
    assertTrue(Files.exists(folder.resolve("my engine/libdjl_torch.so")));
  }

  @Test
  void build_json_isOneDocument() throws IOException {
    Cli run = Cli.run(build("--json"));
    assertEquals(
        "2.13.0",
        StrictJson.mapper().readTree(run.out()).at("/environment/PYTORCH_VERSION").asText());
  }

  @Test
  void build_folderWithoutLibtorch_isExit4AndLeavesNothing() {
    Path out = folder.resolve("engine");
    Cli run = Cli.run("engine", "build", "--libtorch", folder, "--out", out);
    assertEquals(ExitCode.BAD_DATA, run.exit());
    assertTrue(run.err().contains("is no libtorch: lib/libtorch.so is missing"), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void engine_alone_isExit2() {
    Cli run = Cli.run("engine");
    assertEquals(ExitCode.USAGE, run.exit());
    assertTrue(run.err().contains("build is needed"), run.err());
  }
}
