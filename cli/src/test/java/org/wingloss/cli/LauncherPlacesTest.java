package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher of an unpacked distribution: called from anywhere, through links, on any machine,
 * with any Java, with commands in the place of Java and {@code uname} that say what they are asked
 * to.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherPlacesTest {
  @TempDir private Path folder;
  private Path home;
  private Path commands;

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(folder.resolve("un packed/wingloss-9.9.9"));
    Files.copy(Path.of("..", "wingloss"), home.resolve("wingloss"));
    assertTrue(home.resolve("wingloss").toFile().setExecutable(true));
    Files.writeString(home.resolve("PLATFORM"), "linux-x64\n");
    Files.createDirectories(home.resolve("native"));
    commands = Files.createDirectories(folder.resolve("commands"));
    command("java", "for argument; do echo \"$argument\"; done");
    command("uname", "echo Linux x86_64");
  }

  @Test
  void launcher_ofADistribution_takesItsLibrariesAndBuildsNothing() throws Exception {
    List<String> said = launch(home.resolve("wingloss"), 0, "train", "two words");
    assertTrue(said.contains(home + "/lib/*"), said.toString());
    assertTrue(said.contains("-Donnxruntime.native.path=" + home + "/native"), said.toString());
    assertEquals("two words", said.get(said.size() - 1));
  }

  /** A clone holds the libraries of every platform that was packed in it. */
  @Test
  void launcher_ofAClone_takesTheLibrariesOfItsPlatform() throws Exception {
    Files.delete(home.resolve("PLATFORM"));
    Path target = home.resolve("cli/target");
    Path own = Files.createDirectories(target.resolve("onnxruntime/linux-x64"));
    Files.createDirectories(target.resolve("onnxruntime/windows-x64"));
    Files.createFile(target.resolve(".launcher-built"));
    List<String> said = launch(home.resolve("wingloss"), 0, "train");
    assertTrue(said.contains("-Donnxruntime.native.path=" + own), said.toString());
  }

  /** A link to a link, one of them relative, in folders whose names have blanks. */
  @Test
  void launcher_throughLinks_findsItsFolder() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin of mine"));
    Files.createSymbolicLink(
        bin.resolve("first link"), Path.of("../un packed/wingloss-9.9.9/wingloss"));
    Path link = Files.createSymbolicLink(folder.resolve("wing"), bin.resolve("first link"));
    List<String> said = launch(link, 0, "train");
    assertTrue(
        said.stream().anyMatch(one -> one.endsWith("un packed/wingloss-9.9.9/lib/*")),
        said.toString());
  }

  @ParameterizedTest
  @CsvSource({"Linux x86_64, linux-x64", "Linux aarch64, linux-arm64", "Darwin arm64, macos-arm64"})
  void launcher_onItsPlatform_starts(String system, String platform) throws Exception {
    command("uname", "echo " + system);
    Files.writeString(home.resolve("PLATFORM"), platform + "\n");
    launch(home.resolve("wingloss"), 0, "train");
  }

  @Test
  void launcher_ofAnotherPlatform_saysBoth() throws Exception {
    command("uname", "echo Darwin arm64");
    assertEquals(
        List.of("wingloss: this distribution is for linux-x64, and this machine is macos-arm64"),
        launch(home.resolve("wingloss"), 1, "train"));
  }

  @ParameterizedTest
  @CsvSource({"Darwin x86_64", "Linux riscv64", "FreeBSD amd64"})
  void launcher_whereThereAreNoLibraries_saysWhereThereAre(String system) throws Exception {
    command("uname", "echo " + system);
    assertEquals(
        List.of(
            "wingloss: there are native libraries for Linux on x64 and arm64, macOS on arm64 and"
                + " Windows on x64, and none for "
                + system),
        launch(home.resolve("wingloss"), 1, "train"));
  }

  /** The launcher looks for the C library in a folder of this test. */
  @Test
  void launcher_onMuslAlone_saysThatItNeedsGlibc() throws Exception {
    Path launcher = home.resolve("wingloss");
    String script = Files.readString(launcher);
    Files.writeString(launcher, script.replaceAll("/lib(64)?/ld-", folder + "$0"));
    Path libraries = Files.createDirectory(folder.resolve("lib"));
    Path musl = Files.createFile(libraries.resolve("ld-musl-x86_64.so.1"));
    assertEquals(
        List.of(
            "wingloss: the native libraries need glibc 2.27 or newer, and this Linux has musl ("
                + musl
                + ")"),
        launch(launcher, 1, "train"));
    Files.createFile(libraries.resolve("ld-linux-aarch64.so.1"));
    launch(launcher, 0, "train");
  }

  /** Of macOS alone file names do not depend on the locale. */
  @ParameterizedTest
  @CsvSource({"Linux x86_64, linux-x64, C.UTF-8", "Darwin arm64, macos-arm64, C"})
  void locale_withoutUtf8_becomesOneWithItWhereFileNamesNeedIt(
      String system, String platform, String locale) throws Exception {
    command("uname", "echo " + system);
    command("java", "echo \"$LC_ALL\"");
    Files.writeString(home.resolve("PLATFORM"), platform + "\n");
    assertEquals(List.of(locale), launch(home.resolve("wingloss"), 0, "train"));
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_392, bin", "1.8.0_392, jre/bin", "9.0.4, bin", "11.0.2, bin", "16, bin"})
  void launcher_withAnOlderJava_saysWhichAndWhere(String version, String bin) throws Exception {
    Path there = jdk(version, bin);
    assertEquals(
        List.of(
            "wingloss: the Java in %s is %s; install Java 17 or newer, or set JAVA_HOME"
                .formatted(there, version)),
        launch(home.resolve("wingloss"), 1, "train"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "21.0.1", "25"})
  void launcher_withJava17OrNewer_starts(String version) throws Exception {
    jdk(version, "bin");
    launch(home.resolve("wingloss"), 0, "train");
  }

  /** Makes the command of Java a link to that of a JDK; the folder where that one lies. */
  private Path jdk(String version, String bin) throws IOException {
    Path jdk = folder.resolve("a jdk");
    Path there = Files.createDirectories(jdk.resolve(bin));
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"none\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"Linux\"\n".formatted(version));
    Files.move(commands.resolve("java"), there.resolve("java"));
    Files.createSymbolicLink(commands.resolve("java"), there.resolve("java"));
    return there;
  }

  @Test
  void launcher_withoutJava_saysWhatToInstall() throws Exception {
    Files.delete(commands.resolve("java"));
    List<String> said = launch(home.resolve("wingloss"), 1, "train");
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.get(0).endsWith("install Java 17 or newer, or set JAVA_HOME"), said.get(0));
  }

  /** Links to the launcher's other commands: it finds none but these. */
  private List<String> launch(Path launcher, int exit, String... arguments) throws Exception {
    for (String name : List.of("dirname", "readlink", "locale", "sh", "sed", "env")) {
      for (String place : List.of("/bin", "/usr/bin")) {
        if (Files.exists(Path.of(place, name)) && !Files.exists(commands.resolve(name))) {
          Files.createSymbolicLink(commands.resolve(name), Path.of(place, name));
        }
      }
    }
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(arguments));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", commands.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    List<String> lines = Files.readAllLines(folder.resolve("output"));
    assertEquals(exit, process.exitValue(), lines.toString());
    return lines;
  }

  private void command(String name, String script) throws IOException {
    Path file = commands.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }
}
