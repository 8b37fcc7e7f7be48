package org.wingloss.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.spark.ExecutorProcesses;
import org.wingloss.spark.Program;
import org.wingloss.spark.SparkRun;

/**
 * Cells of a grid on executors: the same models and tables as {@code sweep} and {@code reproduce}.
 */
@EnabledOnOs(OS.LINUX)
class SparkSweepTest {
  private static final String TINY = "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)";

  @TempDir static Path shared;
  static Path launcher;

  @TempDir private Path folder;

  @BeforeAll
  static void drawFaces() throws IOException {
    DatasetWriter.of("300w")
        .write(shared.resolve("data"), RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), 40);
    launcher = Program.launcher(shared.resolve("wingloss"));
  }

  /** A cell with a checkpoint at every step. */
  private Path grid(int steps, String cells) throws IOException {
    return Files.writeString(
        folder.resolve("grid.yaml"),
        """
        recipe: 300w-cnn6-wing
        set: ["%s", steps=%d, batch-size=8, checkpoint-every=1, validate-every=%d, log-every=5]
        grid:
          %s
        """
            .formatted(TINY, steps, steps, cells));
  }

  /** The machine fails: the executor, and the training that it started. */
  @Test
  void cell_whoseExecutorIsKilled_isResumedAndEndsWithTheSameModel() throws Exception {
    Path grid = grid(120, "seed: [1]");
    Path run = folder.resolve("spark/seed=1");
    try (Program spark =
        Program.start(
            folder,
            words(
                "spark",
                List.of(
                    sweep(
                        grid,
                        folder.resolve("spark"),
                        "--program",
                        launcher,
                        "--device",
                        "cpu",
                        "--master",
                        "local-cluster[2,1,1024]"))))) {
      ExecutorProcesses.killOneAtWork(
          spark,
          executor ->
              Files.exists(run.resolve("checkpoints/last.safetensors"))
                  && executor.descendants().findAny().isPresent());
      spark.ended(ExitCode.OK);
    }
    String log = Files.readString(folder.resolve("spark/seed=1.log"));
    assertTrue(log.contains(": resumed after step "), log);
    Program.run(ExitCode.OK, folder, sweep(grid, folder.resolve("plain"), "--device", "cpu"));
    for (String name : List.of("weights.safetensors", "model.onnx", "model.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("plain/seed=1/model").resolve(name)),
          Files.readAllBytes(run.resolve("model").resolve(name)),
          name);
    }
    assertEquals(
        Files.readString(folder.resolve("plain/table.csv")),
        Files.readString(folder.resolve("spark/table.csv")));
  }

  /** One that cannot be trained ends neither the job nor the others; it is not tried again. */
  @Test
  void cells_oneOfWhichFails_areTrainedAndTold() throws IOException {
    Path grid = grid(4, "schedule: [constant(rate=1e-5), constant(rate=1e30)]");
    SparkRun run =
        SparkRun.of(sweep(grid, folder.resolve("out"), "--program", launcher, "--device", "cpu"));
    assertEquals(ExitCode.UNEXPECTED, run.exit(), run.out() + run.err());
    List<String> table = Files.readAllLines(folder.resolve("out/table.csv"));
    assertEquals(3, table.size());
    assertTrue(table.get(1).contains(",finished,4,"), table.toString());
    assertTrue(table.get(2).contains(",failed,"), table.toString());
  }

  @Test
  void folder_whereATrainingIsAtWork_isWaitedFor() throws Exception {
    Path grid = grid(150, "seed: [2]");
    Path out = folder.resolve("out");
    Path run = out.resolve("seed=2");
    try (Program plain = Program.start(folder, sweep(grid, out, "--device", "cpu"))) {
      while (!Files.exists(run.resolve("checkpoints/last.safetensors"))) {
        assertTrue(plain.process().isAlive(), plain.text());
        Thread.sleep(20);
      }
      SparkRun spark = SparkRun.of(sweep(grid, out, "--program", launcher, "--device", "cpu"));
      assertEquals(ExitCode.OK, spark.exit(), spark.out() + spark.err());
      plain.ended(ExitCode.OK);
    }
    String log = Files.readString(out.resolve("seed=2.log"));
    assertTrue(!log.contains("resumed") && !log.contains("error:"), log);
  }

  @Test
  void reproduction_onACluster_writesWhatReproduceWrites() throws Exception {
    List<Object> what =
        List.of(
            "table1",
            "--data",
            shared.resolve("data"),
            "--dataset",
            "300w",
            "--budget",
            "smoke",
            "--losses",
            "l1,wing",
            "--set",
            TINY,
            "--set",
            "steps=4",
            "--set",
            "batch-size=8",
            "--out",
            folder.resolve("table"),
            "--device",
            "cpu");
    SparkRun spark = SparkRun.of(words("reproduce", what, "--program", launcher));
    assertEquals(ExitCode.OK, spark.exit(), spark.out() + spark.err());
    byte[] written = Files.readAllBytes(folder.resolve("table/reproduction.json"));
    String said = Program.run(ExitCode.OK, folder, words("reproduce", what));
    assertArrayEquals(written, Files.readAllBytes(folder.resolve("table/reproduction.json")));
    assertTrue(said.contains(spark.out().lines().findFirst().orElseThrow()), said);
  }

  /** The words of a sweep on the shared data. */
  private Object[] sweep(Path grid, Path out, Object... more) {
    Path data = shared.resolve("data");
    return words("sweep", List.of("--grid", grid, "--data", data, "--out", out), more);
  }

  private static Object[] words(String verb, List<Object> words, Object... more) {
    return Stream.of(List.<Object>of(verb), words, List.of(more)).flatMap(List::stream).toArray();
  }

  @Test
  void program_notNamed_isAUsageError() throws IOException {
    SparkRun run = SparkRun.of("sweep", "--grid", "300w-losses", "--data", shared, "--out", folder);
    assertEquals(ExitCode.USAGE, run.exit());
    assertTrue(run.err().contains("--program is needed"), run.err());
  }

  @Test
  void program_thatIsNone_isBadData() throws IOException {
    SparkRun run =
        SparkRun.of(
            sweep(
                grid(4, "seed: [1]"), folder.resolve("out"), "--program", folder.resolve("none")));
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertTrue(run.err().contains("none cannot be started on every machine"), run.err());
  }

  @Test
  void cores_moreThanTheMachineHas_areAUsageError() throws IOException {
    SparkRun run =
        SparkRun.of(
            sweep(
                grid(4, "seed: [1]"),
                folder.resolve("out"),
                "--program",
                launcher,
                "--cores-per-cell",
                "3"));
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
  }
}
