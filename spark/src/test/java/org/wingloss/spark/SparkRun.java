package org.wingloss.spark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of a verb in this process, with two threads.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
public record SparkRun(int exit, String out, String err) {
  /** Runs a verb with both streams caught; one at a time, because the streams are the process's. */
  public static synchronized SparkRun of(Object... words) {
    PrintStream err = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
      int exit = SparkMain.run(caughtOut, words(words));
      return new SparkRun(
          exit,
          caughtOut.toString(StandardCharsets.UTF_8),
          caughtErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(err);
    }
  }

  private static String[] words(Object... words) {
    List<String> texts = Stream.of(words).map(Object::toString).toList();
    boolean local = texts.size() > 1 && texts.stream().noneMatch(w -> w.startsWith("--master"));
    return (local
            ? Stream.concat(texts.stream(), Stream.of("--master", "local[2]"))
            : texts.stream())
        .toArray(String[]::new);
  }
}
