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
  /**
   * Prints one argument a line, leaves the archive that it is told to, and ends as it is told to.
   */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$LC_ALL" > "$JAVA_HOME/locale"
      if [ -n "$JAVA_WAITS" ]; then
        trap 'exit 9' TERM
        echo $$ > "$JAVA_HOME/process"
        while :; do sleep 0.1; done
      fi
      for argument; do
        echo "$argument"
        case $argument in -XX:ArchiveClassesAtExit=*) echo archive > "${argument#*=}" ;; esac
      done
      exit $JAVA_STATUS
      """;

  @TempDir private Path folder;
  private Path root;
  private Path archive;

  /** A finished build in a folder whose name has a blank. */
  @BeforeEach
  void build() throws IOException {
    root = Files.createDirectories(folder.resolve("a clone"));
    Files.copy(Path.of("..", "wingloss"), root.resolve("wingloss"));
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.createFile(root.resolve("pom.xml"));
    Files.createFile(root.resolve("cli/pom.xml"));
    Files.createDirectories(root.resolve("cli/target"));
    Files.createFile(root.resolve("cli/target/.launcher-built"));
    archive = root.resolve("cli/target/classes.jsa");
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, JAVA);
    assertTrue(java.toFile().setExecutable(true));
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
    launch(Map.of("JAVA_STATUS", "2"), "predict", "missing.jpg");
    launch("predict", "--help");
    launch("predict", "-h");
    try (Stream<Path> files = Files.list(archive.getParent())) {
      assertEquals(List.of(".launcher-built"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void options_ofTheUser_comeAfterTheArchiveAndWin() throws Exception {
    launch("predict", "photo.jpg");
    List<String> arguments = launch(Map.of("WINGLOSS_JAVA_OPTS", "-Xmx1g -Dx=y"), "summary");
    assertEquals(List.of("-Xmx1g", "-Dx=y"), arguments.subList(1, 3));
  }

  /** So that not even the first picture waits for it. */
  @Test
  void build_inAClone_leavesAnArchive() throws Exception {
    Files.delete(root.resolve("cli/target/.launcher-built"));
    Files.createFile(Files.createDirectories(root.resolve("docs/pictures")).resolve("faces.jpg"));
    Path maven = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\n");
    assertTrue(maven.toFile().setExecutable(true));
    List<String> arguments = launch("train");
    assertTrue(arguments.contains("-XX:SharedArchiveFile=" + archive), arguments.toString());
    assertEquals("train", arguments.get(arguments.size() - 1));
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
      launch(Map.of("LC_ALL", none), "train");
      assertEquals("C.UTF-8\n", Files.readString(folder.resolve("java/locale")), none);
    }
  }

  @Test
  void locale_withUtf8_isLeftAlone() throws Exception {
    launch(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C.UTF-8"), "train");
    assertEquals("\n", Files.readString(folder.resolve("java/locale")));
  }

  /** Two versions of one library on the class path would be the older one. */
  @Test
  void build_afterAnEarlierOne_leavesNoneOfItsLibraries() throws Exception {
    Files.delete(root.resolve("cli/target/.launcher-built"));
    Path libraries = Files.createDirectories(root.resolve("cli/target/lib"));
    Files.createFile(libraries.resolve("old-1.0.jar"));
    Path maven = root.resolve("mvnw");
    Files.writeString(
        maven, "#!/bin/sh\nmkdir -p cli/target/lib && touch cli/target/lib/old-1.1.jar\n");
    assertTrue(maven.toFile().setExecutable(true));
    launch("train");
    try (Stream<Path> files = Files.list(libraries)) {
      assertEquals(List.of(libraries.resolve("old-1.1.jar")), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict", "train"})
  void ended_theLauncher_endsItsJavaAndHandsOnItsCode(String verb) throws Exception {
    ProcessBuilder builder = builder(Map.of("JAVA_WAITS", "yes"), verb);
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
    return launch(Map.of(), arguments);
  }

  /** Every launch hands on the exit code of Java, 0 unless {@code JAVA_STATUS} says otherwise. */
  private List<String> launch(Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder = builder(environment, arguments);
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    List<String> lines = Files.readAllLines(folder.resolve("output"));
    assertEquals(
        builder.environment().get("JAVA_STATUS"),
        Integer.toString(process.exitValue()),
        lines.toString());
    return lines;
  }

  private ProcessBuilder builder(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", root.resolve("wingloss").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    builder.environment().remove("WINGLOSS_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    builder.environment().put("JAVA_STATUS", "0");
    builder.environment().putAll(environment);
    return builder;
  }
}
