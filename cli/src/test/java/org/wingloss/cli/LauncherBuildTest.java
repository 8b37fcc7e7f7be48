package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The build that the launcher starts in a clone without one. */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildTest {
  /** A number that no process has: the greatest one of Linux is smaller. */
  private static final String DEAD = "99999999";

  private LaunchedClone clone;

  @BeforeEach
  void build(@TempDir Path folder) throws IOException {
    clone = new LaunchedClone(folder);
  }

  /** So that not even the first picture waits for it. */
  @Test
  void build_inAClone_leavesAnArchive() throws Exception {
    Files.createFile(
        Files.createDirectories(clone.root().resolve("docs/pictures")).resolve("faces.jpg"));
    clone.unbuild("");
    List<String> arguments = clone.launch(Map.of(), "train");
    assertTrue(
        arguments.contains("-XX:SharedArchiveFile=" + clone.archive()), arguments.toString());
    assertEquals("train", arguments.get(arguments.size() - 1));
  }

  /** As a clock that is set back leaves it, or an editor that saves while the build runs. */
  @Test
  void build_ofASourceThatIsNewerThanItself_ends() throws Exception {
    Files.createFile(
        Files.createDirectories(clone.root().resolve("docs/pictures")).resolve("faces.jpg"));
    Path source = Files.createFile(clone.root().resolve("cli/src/main/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(3600)));
    clone.unbuild("echo built >> builds\n");
    clone.launch(Map.of(), "train");
    assertEquals("built\n", Files.readString(clone.root().resolve("builds")));
  }

  /** Two versions of one library on the class path would be the older one. */
  @Test
  void build_afterAnEarlierOne_leavesNoneOfItsLibraries() throws Exception {
    Path libraries = Files.createDirectories(clone.root().resolve("cli/target/lib"));
    Files.createFile(libraries.resolve("old-1.0.jar"));
    clone.unbuild("mkdir -p cli/target/lib && touch cli/target/lib/old-1.1.jar\n");
    clone.launch(Map.of(), "train");
    try (Stream<Path> files = Files.list(libraries)) {
      assertEquals(List.of(libraries.resolve("old-1.1.jar")), files.toList());
    }
  }

  /** Both would write the same files. */
  @Test
  void build_besideAnotherOne_waitsForItAndBuildsNothing() throws Exception {
    clone.unbuild("echo built >> builds; sleep 3\n");
    List<Process> both =
        List.of(clone.builder(Map.of(), "train").start(), clone.builder(Map.of(), "train").start());
    for (Process one : both) {
      assertTrue(one.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, one.exitValue());
    }
    assertEquals("built\n", Files.readString(clone.root().resolve("builds")));
    assertFalse(Files.exists(clone.root().resolve(".build.lock")));
  }

  @Test
  void build_afterOneThatWasKilled_doesNotWaitForIt() throws Exception {
    lock(DEAD);
    clone.unbuild("echo built >> builds\n");
    clone.launch(Map.of(), "train");
    assertEquals("built\n", Files.readString(clone.root().resolve("builds")));
    assertFalse(Files.exists(clone.root().resolve(".build.lock")));
  }

  /**
   * Another command takes the lock once this one has asked whether its holder lives, and has built
   * when this one has waited.
   */
  @Test
  void build_afterOneThatWasKilledAndWhoseLockAnotherTakes_waitsForThat(@TempDir Path commands)
      throws Exception {
    String dead = lock(DEAD);
    String living = machine() + "-" + ProcessHandle.current().pid();
    String inClone = "cd '" + clone.root() + "'\n";
    command(
        commands,
        "ps",
        inClone + "mv '.build.lock/%s' '.build.lock/%s'\nexit 1\n".formatted(dead, living));
    command(
        commands,
        "sleep",
        inClone
            + "ls .build.lock >> waited\ntouch cli/target/.launcher-built\nrm -r .build.lock\n");
    clone.unbuild("echo built >> builds\n");
    clone.launch(Map.of("PATH", commands + ":" + System.getenv("PATH")), "train");
    assertEquals(living + "\n", Files.readString(clone.root().resolve("waited")));
    assertFalse(Files.exists(clone.root().resolve("builds")));
    assertFalse(Files.exists(clone.root().resolve(".build.lock")));
  }

  /** Locks the clone for a process of this machine; the name that says so. */
  private String lock(String process) throws Exception {
    String name = machine() + "-" + process;
    Files.createFile(Files.createDirectory(clone.root().resolve(".build.lock")).resolve(name));
    return name;
  }

  private static String machine() throws Exception {
    Process uname = new ProcessBuilder("uname", "-n").start();
    return new String(uname.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static void command(Path folder, String name, String script) throws IOException {
    Path command = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
    assertTrue(command.toFile().setExecutable(true));
  }

  /** As on a disk without room: it waits for nobody. */
  @Test
  void build_whereNoLockCanBeMade_buildsWithoutOne(@TempDir Path commands) throws Exception {
    command(commands, "mkdir", "case $* in *.build.lock) exit 1 ;; esac\nexec /bin/mkdir \"$@\"\n");
    clone.unbuild("echo built >> builds\n");
    clone.launch(Map.of("PATH", commands + ":" + System.getenv("PATH")), "train");
    assertEquals("built\n", Files.readString(clone.root().resolve("builds")));
  }

  @Test
  void build_thatFails_leavesNoLock() throws Exception {
    clone.unbuild("exit 3\n");
    Process process = clone.builder(Map.of(), "train").start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue());
    assertFalse(Files.exists(clone.root().resolve(".build.lock")));
  }
}
