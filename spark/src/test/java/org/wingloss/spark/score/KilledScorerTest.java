package org.wingloss.spark.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.spark.ExecutorProcesses;
import org.wingloss.spark.Program;

/** Two executors, one of which is killed while it reads a table. */
@EnabledOnOs(OS.LINUX)
class KilledScorerTest {
  private static final int FACES = 40_000;
  private static final int LANDMARKS = 68;

  @TempDir private Path folder;

  @Test
  void score_oneOfTwoExecutorsKilled_printsWhatScorePrints() throws Exception {
    write("truth.jsonl", 0);
    write("mine.jsonl", 2);
    Object[] words = {"--truth", "truth.jsonl", "--predictions", "mine.jsonl", "--out"};
    Program.run(ExitCode.OK, folder, words("score", words, "plain"));
    try (Program spark =
        Program.start(
            folder,
            words(
                "spark", words("score", words, "spark"), "--master", "local-cluster[2,1,1024]"))) {
      ExecutorProcesses.killOneAtWork(spark, KilledScorerTest::reads);
      String said = spark.ended(ExitCode.OK);
      assertTrue(said.contains("Lost task"), said);
    }
    assertEquals(metrics("plain"), metrics("spark"));
  }

  /** Without the example faces, which the report of large tables does not have. */
  private String metrics(String report) throws IOException {
    String text = Files.readString(folder.resolve(report).resolve("metrics.json"));
    return text.substring(0, text.indexOf("\"title\""));
  }

  private static Object[] words(Object first, Object[] words, Object... more) {
    return Stream.of(Stream.of(first), Stream.of(words), Stream.of(more))
        .flatMap(all -> all)
        .toArray();
  }

  private void write(String name, double error) throws IOException {
    Random random = new Random(1);
    Random errors = new Random(2);
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve(name)))) {
      for (int i = 0; i < FACES; i++) {
        StringBuilder line = new StringBuilder("{\"id\":\"" + i + "\",\"landmarks\":[");
        for (int k = 0; k < LANDMARKS; k++) {
          double x = 100 * random.nextDouble() + error * errors.nextGaussian();
          double y = 100 * random.nextDouble() + error * errors.nextGaussian();
          line.append(k == 0 ? "[" : ",[").append(x).append(',').append(y).append(']');
        }
        out.println(line.append("]}"));
      }
    }
  }

  /** It has a table open. */
  private static boolean reads(ProcessHandle executor) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(executor.pid()), "fd"))) {
      return files.anyMatch(
          file -> {
            try {
              return Files.readSymbolicLink(file).toString().endsWith(".jsonl");
            } catch (IOException e) {
              return false; // closed meanwhile
            }
          });
    } catch (IOException e) {
      return false; // has ended
    }
  }
}
