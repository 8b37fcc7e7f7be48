package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A clone that is built, in a folder whose name has a blank, with a Java that tells how it was
 * called.
 */
final class LaunchedClone {
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

  private final Path folder;
  private final Path root;

  LaunchedClone(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("a clone"));
    Files.copy(Path.of("..", "wingloss"), root.resolve("wingloss"));
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.createFile(root.resolve("pom.xml"));
    Files.createFile(root.resolve("cli/pom.xml"));
    Files.createDirectories(root.resolve("cli/target"));
    Files.createFile(root.resolve("cli/target/.launcher-built"));
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, JAVA);
    assertTrue(java.toFile().setExecutable(true));
  }

  Path root() {
    return root;
  }

  Path archive() {
    return root.resolve("cli/target/classes.jsa");
  }

  /** From now on there is no build, and Maven does what {@code script} says. */
  void unbuild(String script) throws IOException {
    Files.delete(root.resolve("cli/target/.launcher-built"));
    Path maven = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\n" + script);
    assertTrue(maven.toFile().setExecutable(true));
  }

  /** Every launch hands on the exit code of Java, 0 unless {@code JAVA_STATUS} says otherwise. */
  List<String> launch(Map<String, String> environment, String... arguments) throws Exception {
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

  ProcessBuilder builder(Map<String, String> environment, String... arguments) {
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
