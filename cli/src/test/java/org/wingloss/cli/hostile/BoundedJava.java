package org.wingloss.cli.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.wingloss.cli.Cli;
import org.wingloss.cli.OwnJava;

/**
 * A Java of 512 MiB that runs the commands of a test class one after the other and says how much
 * processor time each took, which does not depend on what else the machine does.
 */
final class BoundedJava implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MOST_SECONDS = 5;
  private static final long MOST_WAITED_SECONDS = 120;

  private Process process;
  private PrintStream commands;
  private BufferedReader results;

  /** What a command ended with. */
  record Ended(int exit, String out, String err, double seconds) {}

  BoundedJava() {
    start();
  }

  private void start() {
    try {
      process =
          OwnJava.of(
                  List.of(
                      "-Xmx512m",
                      "-XX:+UseParallelGC",
                      "-Dai.djl.offline=true",
                      "-DOPT_OUT_TRACKING=true"),
                  BoundedJava.class)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    results =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    run("scheme", "list"); // so that no test pays for loading what all need
  }

  /** Runs a command to its end. */
  Ended run(Object... words) {
    try {
      commands.println(JSON.writeValueAsString(Stream.of(words).map(Object::toString).toList()));
      String line =
          CompletableFuture.supplyAsync(this::line).get(MOST_WAITED_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        return fail("Java died of " + List.of(words));
      }
      return JSON.readValue(line, Ended.class);
    } catch (TimeoutException e) {
      close();
      start();
      return fail("no end of " + List.of(words), e);
    } catch (IOException | InterruptedException | ExecutionException e) {
      return fail(e);
    }
  }

  /** Runs a command that must end soon with an exit code and one short sentence. */
  Ended refused(int exit, String sentence, Object... words) {
    Ended ended = run(words);
    assertEquals(exit, ended.exit(), ended::err);
    assertTrue(ended.err().contains(sentence), ended::err);
    List<String> errors = ended.err().lines().filter(line -> line.startsWith("error: ")).toList();
    assertEquals(1, errors.size(), ended::err);
    assertTrue(errors.get(0).length() < 1000, () -> errors.get(0).length() + " characters");
    assertSoon(ended);
    return ended;
  }

  /** Whether a command took no more time than an untrusted file may take. */
  static void assertSoon(Ended ended) {
    assertTrue(
        ended.seconds() < MOST_SECONDS,
        () -> ended.seconds() + " s of processor time: " + ended.err());
  }

  private String line() {
    try {
      return results.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Reads commands from standard input and writes what they ended with to standard output. */
  public static void main(String[] none) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long before = system.getProcessCpuTime();
      Cli run = Cli.run((Object[]) JSON.readValue(line, String[].class));
      double seconds = (system.getProcessCpuTime() - before) / 1e9;
      out.println(JSON.writeValueAsString(new Ended(run.exit(), run.out(), run.err(), seconds)));
    }
  }
}
