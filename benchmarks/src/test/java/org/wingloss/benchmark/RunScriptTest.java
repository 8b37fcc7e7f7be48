package org.wingloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code benchmarks/run}, in a clone whose Maven and Java are scripts too. */
@DisabledOnOs(OS.WINDOWS)
class RunScriptTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      touch benchmarks/target/wingloss-benchmarks-0.2.0.jar
      echo library.jar > benchmarks/target/runtime.classpath
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      printf '%s\\n' "$@"
      """;

  private static void program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Its name comes first in the alphabet. */
  @Test
  void run_besideTheJarOfAnEarlierVersion_startsTheNewOne(@TempDir Path folder) throws Exception {
    Path root = folder.resolve("a clone");
    Path target = Files.createDirectories(root.resolve("benchmarks/target"));
    Files.copy(Path.of("run"), root.resolve("benchmarks/run"));
    Files.createFile(target.resolve("wingloss-benchmarks-0.1.0.jar"));
    program(root.resolve("mvnw"), MAVEN);
    program(root.resolve("wingloss"), "#!/bin/sh\n");
    program(folder.resolve("java/bin/java"), JAVA);
    ProcessBuilder builder =
        new ProcessBuilder("bash", root.resolve("benchmarks/run").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    Process process = builder.start();
    List<String> arguments =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), arguments.toString());
    assertEquals(
        target.resolve("wingloss-benchmarks-0.2.0.jar") + ":library.jar",
        arguments.get(arguments.indexOf("-cp") + 1));
  }
}
