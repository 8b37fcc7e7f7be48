package org.wingloss.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of the tests in a Java process of its own. */
public final class ChildProcess {
  private ChildProcess() {}

  /**
   * Starts it; what it prints goes to a file.
   *
   * @param output receives standard output and error
   */
  public static Process start(Class<?> main, Path output, String... arguments) throws IOException {
    List<String> options =
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-Dai.djl.pytorch.num_threads=1");
    return builder(options, main, output, arguments).start();
  }

  /** As {@link #start}, with other options for Java than for a training. */
  public static ProcessBuilder builder(
      List<String> options, Class<?> main, Path output, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
  }
}
