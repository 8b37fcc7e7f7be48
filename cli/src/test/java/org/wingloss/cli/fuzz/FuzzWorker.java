package org.wingloss.cli.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that runs inputs in ranges, {@code FORMAT SEED FROM TO} on each line of its standard
 * input. Before an input runs, its index is in the file {@code last}: an input that ends the
 * process is known by it.
 */
public final class FuzzWorker {
  static final String LAST = "last";

  /** A run of that many seconds is not waited for; its process ends. */
  private static final long PATIENCE = 40;

  private static final int HUNG = 97;

  private final Path folder;
  private final PrintStream out = System.out;
  private final Map<String, FuzzRunner> runners = new HashMap<>();
  private final MappedByteBuffer last;
  private volatile long started = Long.MAX_VALUE;

  private FuzzWorker(Path folder) throws IOException {
    this.folder = folder;
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(LAST),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      this.last = file.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
    }
  }

  /**
   * Runs ranges until the standard input ends.
   *
   * @param arguments the worker's folder, which holds a folder of sound files for each format
   */
  public static void main(String[] arguments) throws IOException {
    FuzzWorker worker = new FuzzWorker(Path.of(arguments[0]));
    Thread watch = new Thread(worker::watch, "watch");
    watch.setDaemon(true);
    watch.start();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      worker.run(
          words[0],
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]),
          words.length > 4);
    }
    System.exit(0);
  }

  private void run(String name, long seed, long from, long to, boolean show) throws IOException {
    last.putLong(0, -1);
    if (!runners.containsKey(name)) {
      FuzzFormat format =
          FuzzFormat.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
      runners.put(
          name,
          new FuzzRunner(
              format, folder.resolve(name), Path.of(System.getProperty("java.io.tmpdir"))));
    }
    FuzzRunner runner = runners.get(name);
    Map<Integer, Long> codes = new TreeMap<>();
    long slowest = 0;
    long all = 0;
    for (long index = from; index < to; index++) {
      last.putLong(0, index);
      started = System.nanoTime();
      if (show) {
        say("SHOWN", runner.show(seed, index));
        continue;
      }
      FuzzRunner.Outcome outcome = runner.run(seed, index);
      started = Long.MAX_VALUE;
      codes.merge(outcome.exit(), 1L, Long::sum);
      slowest = Math.max(slowest, outcome.milliseconds());
      all += outcome.milliseconds();
      if (outcome.fault().isPresent()) {
        say("UNCLEAN", index + " " + outcome.fault().get());
      }
    }
    say("DONE", "%d %d %s".formatted(all, slowest, codes));
  }

  /** One line per report. */
  private void say(String kind, String text) {
    out.println(kind + " " + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", ""));
    out.flush();
  }

  private void watch() {
    Thread worker =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("main"))
            .findFirst()
            .orElseThrow();
    while (true) {
      try {
        Thread.sleep(500);
      } catch (InterruptedException e) {
        return;
      }
      long since = started;
      if (since != Long.MAX_VALUE && System.nanoTime() - since > PATIENCE * 1_000_000_000L) {
        StackTraceElement[] stack = worker.getStackTrace();
        say(
            "HUNG",
            String.join(
                "\n", Arrays.stream(stack).limit(40).map(StackTraceElement::toString).toList()));
        Runtime.getRuntime().halt(HUNG);
      }
    }
  }

  /** The index of the input under way when a worker ended; -1 if none was. */
  static long lastIndex(Path folder) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(LAST))).getLong();
  }
}
