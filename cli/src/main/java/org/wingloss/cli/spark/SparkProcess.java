package org.wingloss.cli.spark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.cli.terminal.ShutdownHooks;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;

/**
 * A Java with Spark's class path, to which the module spark is added. This program's own libraries
 * stay out: Spark has a Jackson and a logger of its own.
 *
 * @param program the folder of the launcher
 * @param spark the folder of Spark
 * @param jar the module with all that Spark has not
 */
public record SparkProcess(Path program, Path spark, Path jar) {
  private static final String MAIN = "org.wingloss.spark.SparkMain";
  private static final String JARS = "jars";
  private static final String HOME = "SPARK_HOME";
  private static final String SCALA = "SPARK_SCALA_VERSION";
  private static final String OWN_ADDRESS = "SPARK_LOCAL_IP";
  private static final String BUILD = "./mvnw package -Pspark -Dmaven.test.skip=true";

  /** What Spark looks into, as its own launcher opens it. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  /**
   * Finds the module and a Spark.
   *
   * @param environment of this process
   * @throws UsageException if one of them is not there, saying how to get it
   */
  public static SparkProcess find(Map<String, String> environment) {
    return find(environment, launcherFolder());
  }

  static SparkProcess find(Map<String, String> environment, Path program) {
    Path target = program.resolve("spark/target");
    Path jar =
        jar(target)
            .or(() -> jar(program.resolve("spark")))
            .orElseThrow(
                () ->
                    new UsageException(
                        "the module spark is not built: run '%s' in a clone; in an unpacked distribution put the jar wingloss-spark-…-all.jar of that build into %s"
                            .formatted(BUILD, program.resolve("spark"))));
    String named = environment.get(HOME);
    if (named != null && !named.isEmpty()) {
      if (!Files.isDirectory(Path.of(named, JARS))) {
        throw new UsageException(
            "%s is %s, which has no folder '%s'; name an installed Spark 4"
                .formatted(HOME, named, JARS));
      }
      return new SparkProcess(program, Path.of(named), jar);
    }
    Path own = target.resolve("spark-home");
    if (!Files.isDirectory(own.resolve(JARS))) {
      throw new UsageException(
          "there is no Spark here: set %s to the folder of an installed Spark 4, or run '%s' in a clone, which brings one along"
              .formatted(HOME, BUILD));
    }
    return new SparkProcess(program, own, jar);
  }

  private static Optional<Path> jar(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("wingloss-spark-.*-all\\.jar"))
          .max(Path::compareTo);
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The folder of the launcher: above that of these classes. */
  private static Path launcherFolder() {
    try {
      Path at =
          Path.of(SparkProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path above = at; above != null; above = above.getParent()) {
        if (Files.isRegularFile(above.resolve("wingloss"))) {
          return above;
        }
      }
      return at.getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs a verb to its end, on this process's streams; who ends this process ends that one.
   *
   * @return its exit code
   */
  public int run(List<String> words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(words)).inheritIO();
    builder.environment().put(HOME, spark.toString());
    // As Spark's own scripts do: without, it looks for a folder of its build.
    builder.environment().putIfAbsent(SCALA, "2.13");
    if (isLocal(words)) {
      // Else Spark looks for the machine's name in the network.
      builder.environment().putIfAbsent(OWN_ADDRESS, "127.0.0.1");
    }
    Process process = builder.start();
    Thread ending = new Thread(() -> end(process), "wingloss-spark");
    Runtime.getRuntime().addShutdownHook(ending);
    int exit = process.waitFor();
    ShutdownHooks.remove(ending);
    return exit;
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this machine alone does the work. */
  static boolean isLocal(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("--master=")) {
        return words.get(i).startsWith("--master=local");
      }
      if (words.get(i).equals("--master") && i + 1 < words.size()) {
        return words.get(i + 1).startsWith("local");
      }
    }
    return true;
  }

  /** The options by which Java lets Spark look into it. */
  public static List<String> opened() {
    return OPENED.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED").toList();
  }

  List<String> command(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // An archive of classes fits one class path.
      if (!option.contains("SharedArchiveFile") && !option.contains("ArchiveClassesAtExit")) {
        command.add(option);
      }
    }
    command.addAll(opened());
    command.add("-Dio.netty.tryReflectionSetAccessible=true");
    command.add("-Dlog4j2.configurationFile=classpath:org/wingloss/spark/log4j2.properties");
    command.add("-Dwingloss.program=" + program);
    command.add("-cp");
    command.add(spark.resolve(JARS) + File.separator + "*" + File.pathSeparator + jar);
    command.add(MAIN);
    command.addAll(words);
    return command;
  }
}
