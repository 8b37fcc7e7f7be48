package org.wingloss.cli.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wingloss.data.io.AtomicFolder;

/** A {@link FuzzWorker} process, which is started again when an input has ended it. */
final class FuzzProcess implements AutoCloseable {
  /** What a file of at most 10 MB may take. */
  private static final String HEAP = "-Xmx512m";

  private final Path seeds;
  private final Path folder;
  private final List<String> options;
  private Process process;
  private BufferedReader answers;
  private Writer ranges;

  /**
   * Prepares a process.
   *
   * @param seeds a folder of sound files for each format
   * @param folder the process's own
   * @param options more options of Java
   */
  FuzzProcess(Path seeds, Path folder, List<String> options) {
    this.seeds = seeds;
    this.folder = folder;
    this.options = options;
  }

  /** Runs all inputs of a range. */
  void run(FuzzRange range, FuzzReport report) throws IOException {
    FuzzRange rest = range;
    while (rest.from() < rest.to()) {
      long ended = runUntilEnd(rest, report);
      rest = rest.after(ended);
    }
  }

  /** Runs one input and tells all about it. */
  String show(FuzzRange input) throws IOException {
    send(input + " show");
    String answer = answers.readLine();
    return answer == null
        ? "the process ended: " + exit()
        : answer.replace("\\n", "\n").replace("\\\\", "\\");
  }

  /** The index of the last input that ran. */
  private long runUntilEnd(FuzzRange range, FuzzReport report) throws IOException {
    send(range.toString());
    StringBuilder other = new StringBuilder();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      String[] parts = line.split(" ", 3);
      switch (parts[0]) {
        case "UNCLEAN" -> report.unclean(range, Long.parseLong(parts[1]), parts[2]);
        case "DONE" -> {
          report.done(range, line.substring(parts[0].length() + 1));
          return range.to() - 1;
        }
        // Where it hung, or what Java prints when it crashes.
        default -> other.append(line).append("\\n");
      }
    }
    int exit = exit();
    long index = FuzzWorker.lastIndex(folder);
    if (index < range.from() || exit == 1) {
      throw new IOException(
          "%s, at input %d, the test itself failed: %s"
              .formatted(range.format(), index, Files.readString(folder.resolve("err"))));
    }
    report.ended(range, index, "the process ended with code %d: %s".formatted(exit, other));
    return index;
  }

  private void send(String range) throws IOException {
    if (process == null) {
      start();
    }
    ranges.write(range + "\n");
    ranges.flush();
  }

  private int exit() {
    try {
      int exit = process.waitFor();
      process = null;
      return exit;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void start() throws IOException {
    if (Files.exists(folder)) {
      AtomicFolder.delete(folder);
    }
    copy(seeds, folder);
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true"));
    words.addAll(List.of("-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
    words.addAll(List.of("-Dai.djl.pytorch.num_threads=1", "-Duser.home=" + temporary));
    words.addAll(List.of("-DDJL_CACHE_DIR=" + home(".djl.ai"), "-Djava.io.tmpdir=" + temporary));
    words.add("-Dorg.bytedeco.javacpp.cachedir=" + home(".javacpp/cache"));
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), FuzzWorker.class.getName()));
    words.add(folder.toString());
    process =
        new ProcessBuilder(words)
            .directory(temporary.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    ranges = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** Libraries of engines are unpacked once for all processes. */
  private static Path home(String name) {
    return Path.of(System.getProperty("user.home"), name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      ranges.close();
      exit();
    }
  }
}
