package org.wingloss.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The zip, unpacked in a folder whose name has a blank, and started from elsewhere. */
@DisabledOnOs(OS.WINDOWS)
class DistributionTest {
  private static final Path ZIP = Path.of("target/wingloss-" + Artefacts.VERSION + ".zip");

  /** Of other platforms, such as the Windows libraries of ONNX Runtime. */
  private static final List<String> ELSEWHERE =
      List.of(".dll", ".dylib", "windows", "macosx", "osx");

  @TempDir private static Path folder;

  private static Path home;

  @BeforeAll
  static void unpack() throws IOException {
    home = folder.resolve("un packed");
    try (FileSystem zip =
        FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", true))) {
      Path top = zip.getPath("wingloss-" + Artefacts.VERSION);
      try (Stream<Path> files = Files.walk(top)) {
        for (Path file : files.toList()) {
          Path to = home.resolve(top.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(to);
          } else {
            Files.copy(file, to);
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(file));
          }
        }
      }
    }
  }

  @Test
  void zip_ofThisPlatform_hasLaunchersLibrariesAndNoOthers() throws IOException {
    assertTrue(
        Files.getPosixFilePermissions(home.resolve("wingloss"))
            .contains(PosixFilePermission.OTHERS_EXECUTE));
    assertTrue(Files.readString(home.resolve("wingloss.cmd")).contains("\r\n"));
    for (String name : List.of("LICENSE", "NOTICE", "CHANGELOG.md", "README.txt", "PLATFORM")) {
      assertTrue(Files.size(home.resolve(name)) > 5, name);
    }
    assertFalse(Files.readString(home.resolve("README.txt")).contains("${"));
    try (Stream<Path> files = Files.walk(home)) {
      List<String> names = files.map(file -> home.relativize(file).toString()).toList();
      assertEquals(
          List.of(),
          names.stream().filter(name -> ELSEWHERE.stream().anyMatch(name::contains)).toList());
      assertTrue(names.contains("lib/wingloss-cli-" + Artefacts.VERSION + ".jar"), "" + names);
      assertTrue(names.contains("native/" + System.mapLibraryName("onnxruntime")), "" + names);
    }
    assertTrue(Files.size(ZIP) < 300_000_000, "it weighs " + Files.size(ZIP));
  }

  /** Through a link in another folder, in a locale without UTF-8, in a folder of its own. */
  @Test
  void launcher_throughALink_saysVersionAndCommit() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path one = Files.createSymbolicLink(bin.resolve("one"), home.resolve("wingloss"));
    Path link = Files.createSymbolicLink(bin.resolve("wing loss"), Path.of(one.getFileName() + ""));
    String said = run(link, Map.of("LC_ALL", "C"), "--version").strip();
    assertTrue(
        said.matches(
            "wingloss \\Q"
                + Artefacts.VERSION
                + "\\E( \\(commit [0-9a-f]{12} of \\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z(, modified)?\\))?"),
        said);
  }

  @Test
  void predict_withNothingElse_findsTheFacesOfAPicture() throws Exception {
    Path picture = Artefacts.ROOT.resolve("docs/pictures/faces.jpg");
    Path named = Files.copy(picture, folder.resolve("some faces.jpg"));
    String found =
        run(home.resolve("wingloss"), Map.of("LC_ALL", "C"), "predict", named.toString());
    List<String> lines = found.lines().toList();
    assertTrue(lines.size() >= 5, found);
    assertTrue(lines.stream().allMatch(line -> line.contains("some faces.jpg")), found);
    assertTrue(Files.exists(home.resolve("classes.jsa")));
  }

  @Test
  void launcher_ofAnotherPlatform_saysSo() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Path launcher = Files.copy(home.resolve("wingloss"), other.resolve("wingloss"));
    Files.writeString(other.resolve("PLATFORM"), "windows-x64\n");
    Process process = start(launcher, Map.of(), "--version");
    assertEquals(1, process.exitValue());
    assertTrue(
        Files.readString(folder.resolve("err"))
            .startsWith("wingloss: this distribution is for windows-x64, and this machine is "));
  }

  private static String run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    Process process = start(launcher, environment, arguments);
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("err")));
    return Files.readString(folder.resolve("out"));
  }

  private static Process start(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it has not ended");
    return process;
  }
}
