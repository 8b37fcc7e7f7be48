package org.wingloss.training.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

/**
 * How the compiler is asked; what it makes is tested by the profile {@code bridge}. A script stands
 * for the compiler: it notes its words and writes what it was asked for.
 */
@EnabledOnOs(OS.LINUX)
class BridgeBuildTest {
  @TempDir private Path folder;
  private Path headers;

  @BeforeEach
  void headers() throws IOException {
    headers = Files.createDirectory(folder.resolve("include"));
    Files.createFile(headers.resolve("jni.h"));
  }

  private Libtorch libtorch(String flavour) throws IOException {
    Path root = folder.resolve("torch");
    Files.createDirectories(root.resolve("lib"));
    return new Libtorch(root, "2.11.0", flavour);
  }

  private String compiler(String... ending) throws IOException {
    Path script = folder.resolve("compiler");
    List<String> lines =
        List.of(
            "#!/bin/sh",
            "echo \"$@\" >> " + folder.resolve("asked"),
            "while [ $# -gt 0 ]; do [ \"$1\" = -o ] && echo made > \"$2\"; shift; done",
            String.join("\n", ending));
    Files.write(script, lines);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  @Test
  void into_compilesEveryPartAndLinksThemAgainstTheLibtorch() throws IOException {
    Path out = folder.resolve("engine");
    new BridgeBuild(libtorch("cu130"), compiler(), headers).into(out);
    assertEquals("made\n", Files.readString(out.resolve(BridgeBuild.LIBRARY)));
    assertEquals("made\n", Files.readString(out.resolve("libtorch.so")));
    List<String> asked = Files.readAllLines(folder.resolve("asked"));
    assertEquals(9, asked.size());
    String link = asked.get(8);
    assertTrue(link.contains("-ltorch_cuda"), link);
    assertTrue(link.endsWith("-Wl,-rpath," + folder.resolve("torch/lib")), link);
  }

  @Test
  void into_relativePaths_areThoseFromTheCallersFolder() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    String compiler = here.relativize(Path.of(compiler())).toString();
    new BridgeBuild(libtorch("cpu"), compiler, here.relativize(headers))
        .into(folder.resolve("engine"));
    String asked = Files.readAllLines(folder.resolve("asked")).get(0);
    assertTrue(asked.contains("-I" + headers + " "), asked);
  }

  @Test
  void into_aFolderWithABuild_replacesIt_andNoOther() throws IOException {
    Path out = folder.resolve("engine");
    BridgeBuild build = new BridgeBuild(libtorch("cpu"), compiler(), headers);
    build.into(out);
    build.into(out);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("precious"));
    String message = assertThrows(InvalidDataException.class, () -> build.into(other)).getMessage();
    assertTrue(message.contains("is no build of the bridge"), message);
    assertTrue(Files.exists(other.resolve("precious")));
  }

  @Test
  void into_compilerThatRefuses_saysItsFirstErrorAndLeavesNothing() throws IOException {
    Path out = folder.resolve("engine");
    BridgeBuild build =
        new BridgeBuild(
            libtorch("cpu"),
            compiler("echo note", "echo 'x.cpp:1: error: no', ", "exit 1"),
            headers);
    String message = assertThrows(InvalidDataException.class, () -> build.into(out)).getMessage();
    assertTrue(message.contains("does not build the bridge: x.cpp:1: error: no"), message);
    assertFalse(Files.exists(out));
  }

  @Test
  void into_onePartThatFailsAtOnce_letsTheOthersEndFirst() throws IOException {
    Path ended = folder.resolve("ended");
    String compiler =
        compiler(
            "if mkdir " + folder.resolve("first") + " 2>/dev/null; then",
            "  echo 'error: no'; exit 1",
            "fi",
            "sleep 0.3; echo ended >> " + ended);
    BridgeBuild build = new BridgeBuild(libtorch("cpu"), compiler, headers);
    String message =
        assertThrows(InvalidDataException.class, () -> build.into(folder.resolve("engine")))
            .getMessage();
    assertTrue(message.contains("error: no"), message);
    int parts = Files.readAllLines(folder.resolve("asked")).size();
    assertEquals(8, parts);
    assertEquals(parts - 1, Files.readAllLines(ended).size());
  }

  @Test
  void into_compilerThatIsMissing_isASentence() throws IOException {
    BridgeBuild build = new BridgeBuild(libtorch("cpu"), "no-such-compiler", headers);
    String message =
        assertThrows(InvalidDataException.class, () -> build.into(folder.resolve("engine")))
            .getMessage();
    assertTrue(message.contains("install g++"), message);
  }

  @Test
  void headers_ofARuntimeWithoutThem_areMissed() throws IOException {
    Libtorch libtorch = libtorch("cpu");
    String message =
        assertThrows(
                InvalidDataException.class,
                () -> new BridgeBuild(libtorch, "g++", folder.resolve("torch")))
            .getMessage();
    assertTrue(message.contains("has no jni.h"), message);
  }
}
