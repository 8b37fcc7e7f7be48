package org.wingloss.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.model.engine.NativePlatform;

/**
 * The command line as it is installed, in a process of its own.
 *
 * @param process the process
 * @param said what it prints, both streams
 */
public record Program(Process process, Path said) implements AutoCloseable {
  /** The checkout; tests run in the module's folder. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The launcher's last line, without its look whether there is something to build. */
  private static List<String> command() {
    Path cli = ROOT.resolve("cli/target");
    String platform = NativePlatform.here().distribution().orElseThrow();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Djava.awt.headless=true",
        "-Dai.djl.offline=true",
        "-DOPT_OUT_TRACKING=true",
        "-Donnxruntime.native.path=" + cli.resolve("onnxruntime/" + platform),
        "-cp",
        cli + "/*:" + cli + "/lib/*",
        "org.wingloss.cli.Main");
  }

  /** Writes a launcher of the program that was built. */
  public static Path launcher(Path file) throws IOException {
    String words =
        command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(file, "#!/bin/sh\nexec " + words + " \"$@\"\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  /** Starts a command in a folder. */
  public static Program start(Path folder, Object... words) throws IOException {
    List<String> command = new ArrayList<>(command());
    Stream.of(words).map(Object::toString).forEach(command::add);
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().remove("SPARK_HOME");
    return new Program(builder.start(), said);
  }

  /** Runs a command to its end and returns what it printed. */
  public static String run(int exit, Path folder, Object... words) throws Exception {
    try (Program program = start(folder, words)) {
      return program.ended(exit);
    }
  }

  /** Waits for the end and returns what was printed. */
  public String ended(int exit) throws IOException, InterruptedException {
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still at work: " + text());
    String text = text();
    assertTrue(process.exitValue() == exit, () -> process.exitValue() + ": " + text);
    return text;
  }

  /** What was printed so far. */
  public String text() throws IOException {
    return Files.readString(said);
  }

  /** Ends it and all that it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
