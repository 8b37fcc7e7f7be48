package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java in its place that tells how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir private Path folder;
  private LaunchedClone clone;
  private Path root;
  private Path archive;

  @BeforeEach
  void build() throws IOException {
    clone = new LaunchedClone(folder);
    root = clone.root();
    archive = clone.archive();
  }

  @Test
  void anyVerb_withoutAnArchive_startsPlainlyAndLeavesNone() throws Exception {
    List<String> arguments = launch("train", "--out", "two words", "");
    assertTrue(arguments.contains("org.wingloss.cli.Main"), arguments.toString());
    assertTrue(arguments.contains(root + "/cli/target/*:" + root + "/cli/target/lib/*"));
    assertEquals(
        List.of("train", "--out", "two words", ""),
        arguments.subList(arguments.size() - 4, arguments.size()));
    assertFalse(Files.exists(archive));
  }

  @Test
  void predict_theFirstTime_leavesAnArchiveThatEveryVerbThenMaps() throws Exception {
    launch("predict", "photo.jpg");
    assertEquals("archive\n", Files.readString(archive));
    for (String verb : List.of("predict", "train")) {
      List<String> arguments = launch(verb);
      assertEquals("-XX:SharedArchiveFile=" + archive, arguments.get(0));
      assertTrue(arguments.stream().noneMatch(one -> one.contains("ArchiveClassesAtExit")));
    }
  }

  @Test
  void predict_thatDidNotAnswer_leavesNoArchive() throws Exception {
    clone.launch(Map.of("JAVA_STATUS", "2"), "predict", "missing.jpg");
    launch("predict", "--help");
    launch("predict", "-h");
    try (Stream<Path> files = Files.list(archive.getParent())) {
      assertEquals(List.of(".launcher-built"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void options_ofTheUser_comeAfterTheArchiveAndWin() throws Exception {
    launch("predict", "photo.jpg");
    List<String> arguments = clone.launch(Map.of("WINGLOSS_JAVA_OPTS", "-Xmx1g -Dx=y"), "summary");
    assertEquals(List.of("-Xmx1g", "-Dx=y"), arguments.subList(1, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "summary --network cnn6",
        "predict a.jpg",
        "predict a.jpg b.jpg --draw folder",
        "predict a.jpg --model folder"
      })
  void command_thatIsSoonDone_hasTheCompilerThatIsSoonDone(String command) throws Exception {
    assertEquals(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), machine(command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "score --truth a.jpg",
        "predict folder",
        "predict --json folder",
        "predict a.jpg b.jpg c.jpg d.jpg",
        "predict a.jpg --bench"
      })
  void command_thatMayTakeLong_hasTheCompilerOfTheFastestCode(String command) throws Exception {
    assertEquals(List.of("-XX:+UseParallelGC"), machine(command));
  }

  private List<String> machine(String command) throws Exception {
    Files.createDirectory(folder.resolve("folder"));
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      boolean picture = word.endsWith(".jpg");
      words.add(picture || word.equals("folder") ? folder.resolve(word).toString() : word);
      if (picture) {
        Files.createFile(folder.resolve(word));
      }
    }
    return launch(words.toArray(String[]::new)).stream()
        .filter(one -> one.matches("-XX:(\\+Use.*GC|TieredStop.*)"))
        .sorted()
        .toList();
  }

  @Test
  void archive_thatWasCutShort_isPassedOverAndMadeAnew() throws Exception {
    launch("predict", "photo.jpg");
    Files.writeString(archive, "arch");
    assertTrue(launch("train").stream().noneMatch(one -> one.contains("SharedArchiveFile")));
    launch("predict", "photo.jpg");
    assertEquals("-XX:SharedArchiveFile=" + archive, launch("train").get(0));
  }

  @Test
  void archive_ofUnknownLength_isPassedOver() throws Exception {
    Files.writeString(archive, "archive\n");
    assertTrue(launch("train").stream().noneMatch(one -> one.contains("SharedArchiveFile")));
  }

  @Test
  void locale_withoutUtf8_becomesOneWithIt() throws Exception {
    for (String none : List.of("C", "POSIX", "xx_XX.UTF-8")) {
      clone.launch(Map.of("LC_ALL", none), "train");
      assertEquals("C.UTF-8\n", Files.readString(folder.resolve("java/locale")), none);
    }
  }

  @Test
  void locale_withUtf8_isLeftAlone() throws Exception {
    clone.launch(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C.UTF-8"), "train");
    assertEquals("\n", Files.readString(folder.resolve("java/locale")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict", "train"})
  void ended_theLauncher_endsItsJavaAndHandsOnItsCode(String verb) throws Exception {
    ProcessBuilder builder = clone.builder(Map.of("JAVA_WAITS", "yes"), verb);
    Process launcher = builder.start();
    Path file = folder.resolve("java/process");
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertTrue(launcher.isAlive());
      Thread.sleep(20);
    }
    Optional<ProcessHandle> java = ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    try {
      launcher.destroy();
      assertTrue(launcher.waitFor(60, TimeUnit.SECONDS));
      assertEquals(9, launcher.exitValue());
      assertFalse(java.map(ProcessHandle::isAlive).orElse(false));
    } finally {
      java.ifPresent(ProcessHandle::destroyForcibly);
      launcher.destroyForcibly();
    }
  }

  /** The compiled loops of a computation had no place in them where Java can stop. */
  @Test
  void ended_aJavaInALongLoop_endsSoon() throws Exception {
    List<String> options = launch("train").stream().filter(one -> one.startsWith("-XX:")).toList();
    Process process = OwnJava.of(options, LongLoop.class).redirectErrorStream(true).start();
    try {
      assertEquals('b', process.getInputStream().read());
      TimeUnit.SECONDS.sleep(5); // until the loop is compiled
      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on after SIGTERM");
    } finally {
      process.destroyForcibly();
    }
  }

  /** As on a machine with little memory, whose heap is no larger than the young part may be. */
  @Test
  void log_withASmallHeap_isSilent() throws Exception {
    List<String> options = new ArrayList<>(List.of("-Xmx256m"));
    launch("train").stream().filter(one -> one.startsWith("-X")).forEach(options::add);
    Process process = OwnJava.of(options, LongLoop.class).redirectErrorStream(true).start();
    try {
      assertEquals('b', process.getInputStream().read());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Adds rows of a picture for minutes. */
  static final class LongLoop {
    private LongLoop() {}

    public static void main(String[] none) {
      System.out.println("begun");
      System.out.println(sums(new byte[1 << 20], new int[1 << 20], 1 << 18));
    }

    private static int sums(byte[] row, int[] sums, int rows) {
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += row[i] & 0xFF;
        }
      }
      return sums[0];
    }
  }

  private List<String> launch(String... arguments) throws Exception {
    return clone.launch(Map.of(), arguments);
  }
}
