package org.wingloss.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.wingloss.data.face.Face;
import org.wingloss.model.engine.NativePlatform;

/**
 * From the call of a program to its end: {@code wingloss predict} on one picture, a verb that
 * hardly computes, and a program of ten lines that opens {@code FaceLandmarks.standard()} and finds
 * a face; its jars alone, and with a class data archive. All in turns, so that other work on the
 * machine burdens all alike. {@code processor} counts the program's user and system time. {@code
 * opened} is what such a program itself measures around {@code standard()}.
 *
 * @param root the clone with a build of the program
 */
record StartPart(Path root) implements BenchmarkPart {
  private static final long LONGEST_SECONDS = 120;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String unit() {
    return "s";
  }

  /** One program's times. */
  private record Run(double clock, double processor, double opened) {}

  @Override
  public void run(Effort effort, Rows rows) throws IOException, InterruptedException {
    try (SyntheticPictures pictures = new SyntheticPictures(1, 500, 0.9)) {
      Face face = pictures.faces().get(0);
      Map<String, List<String>> programs = programs(face.image(), pictures.folder());
      Map<String, List<Run>> runs = new LinkedHashMap<>();
      int turns = effort.of(20, 3);
      for (int turn = -2; turn < turns; turn++) {
        for (Map.Entry<String, List<String>> program : programs.entrySet()) {
          Run run = run(program.getValue(), pictures.folder().resolve("said"));
          if (turn >= 0) {
            runs.computeIfAbsent(program.getKey(), key -> new ArrayList<>()).add(run);
          }
        }
      }
      runs.forEach((name, all) -> rows.add(name, figures(all)));
    }
  }

  private Map<String, List<String>> programs(Path picture, Path folder)
      throws IOException, InterruptedException {
    String launcher = root.resolve("wingloss").toString();
    Map<String, List<String>> programs = new LinkedHashMap<>();
    programs.put("predict", List.of(launcher, "predict", picture.toString()));
    programs.put("summary", List.of(launcher, "summary", "--network", "cnn6"));
    Path archive = folder.resolve("faces.jsa");
    programs.put("standard", java(picture, List.of()));
    programs.put("standard-archive", java(picture, List.of("-XX:SharedArchiveFile=" + archive)));
    run(java(picture, List.of("-XX:ArchiveClassesAtExit=" + archive)), folder.resolve("said"));
    return programs;
  }

  /** {@link StandardStart} with the jars that model needs, and the launcher's unpacked library. */
  private List<String> java(Path picture, List<String> options) throws IOException {
    Path target = root.resolve("cli/target");
    String platform = NativePlatform.here().distribution().orElseThrow();
    List<String> jars = new ArrayList<>();
    jars.add(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    for (String module : List.of("model", "data")) {
      try (var files =
          Files.newDirectoryStream(target.resolve("lib"), "wingloss-" + module + "-*.jar")) {
        files.forEach(jar -> jars.add(jar.toString()));
      }
    }
    Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(Files.readString(root.resolve("model/target/runtime.classpath")).strip())
        .filter(entry -> entry.endsWith(".jar") && !entry.contains("wingloss-"))
        .forEach(jars::add);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Donnxruntime.native.path=" + target.resolve("onnxruntime/" + platform),
            "-cp",
            String.join(File.pathSeparator, jars),
            StandardStart.class.getName(),
            picture.toString()));
    return command;
  }

  private static Run run(List<String> command, Path said) throws IOException, InterruptedException {
    double before = childrensSeconds();
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    double clock = (System.nanoTime() - begun) / 1e9;
    String output = Files.readString(said);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
    }
    double opened =
        output.startsWith(StandardStart.OPENED)
            ? Double.parseDouble(output.split("\\s+", 3)[1])
            : Double.NaN;
    return new Run(clock, childrensSeconds() - before, opened);
  }

  /** User and system time of all processes that this one started and saw end; Linux tells it. */
  private static double childrensSeconds() throws IOException {
    Path file = Path.of("/proc/self/stat");
    if (!Files.exists(file)) {
      return Double.NaN;
    }
    String stat = Files.readString(file);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  private static Map<String, Double> figures(List<Run> runs) {
    Map<String, Double> figures = new LinkedHashMap<>();
    double[] clock = runs.stream().mapToDouble(Run::clock).sorted().toArray();
    figures.put("median", clock[clock.length / 2]);
    figures.put("best", clock[0]);
    put(figures, "processor", runs.stream().mapToDouble(Run::processor).toArray());
    put(figures, "opened", runs.stream().mapToDouble(Run::opened).toArray());
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, double[] values) {
    Arrays.sort(values);
    double median = values[values.length / 2];
    if (!Double.isNaN(median)) {
      figures.put(name, median);
    }
  }
}
