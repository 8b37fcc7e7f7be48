package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.synthetic.SyntheticFaces;

class TrainVerbTest {
  private static final String TINY = "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)";
  private static final List<String> SHORT =
      List.of(TINY, "steps=12", "batch-size=8", "log-every=2", "validate-every=6");

  @TempDir private static Path shared;
  private static Path data;

  @TempDir private Path folder;

  @BeforeAll
  static void drawFaces() {
    data = shared.resolve("300w");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), 40);
  }

  @Test
  void train_oneStage_leavesARunThatEvaluates() throws IOException {
    Path run = folder.resolve("run");
    Cli trained = train(run, SHORT, "--json");
    assertEquals(ExitCode.OK, trained.exit(), trained.err());
    JsonNode result = StrictJson.mapper().readTree(trained.out());
    assertEquals(12, result.get("step").asInt());
    assertTrue(result.get("nme").asDouble() > 0);
    for (String file :
        List.of(
            "recipe.yaml",
            "provenance.json",
            "metrics.jsonl",
            "checkpoints/last.safetensors",
            "checkpoints/best.safetensors",
            "model/model.json",
            "model/weights.safetensors",
            "model/model.onnx")) {
      assertTrue(Files.isRegularFile(run.resolve(file)), file);
    }
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    assertEquals(6, lines.size());
    assertEquals(6, StrictJson.mapper().readTree(lines.get(2)).get("step").asInt());
    assertTrue(StrictJson.mapper().readTree(lines.get(2)).has("nme"), lines.get(2));

    // The localiser on the same validation faces must find what the training measured.
    Cli evaluated =
        Cli.run(
            "evaluate",
            "--model",
            run.toString(),
            "--dataset",
            "300w",
            "--data",
            data.toString(),
            "--split",
            "validation",
            "--json");
    assertEquals(ExitCode.OK, evaluated.exit(), evaluated.err());
    JsonNode metrics = StrictJson.mapper().readTree(evaluated.out()).get("metrics");
    double nme = Double.NaN;
    for (JsonNode row : metrics) {
      if (row.get("norm").asText().equals("inter-ocular")
          && row.get("subset").asText().equals("all")) {
        nme = row.get("nme").asDouble();
      }
    }
    assertEquals(result.get("nme").asDouble(), nme, 0.01);
  }

  @Test
  void train_writtenRecipe_reproducesTheModelBitForBit() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(ExitCode.OK, train(first, SHORT).exit());
    Cli again =
        Cli.run(
            "train",
            "--recipe",
            first.resolve("recipe.yaml").toString(),
            "--data",
            data.toString(),
            "--out",
            second.toString());
    assertEquals(ExitCode.OK, again.exit(), again.err());
    Path weights = Path.of("model", "weights.safetensors");
    assertEquals(
        -1L, Files.mismatch(first.resolve(weights), second.resolve(weights)), "weights differ");
  }

  /** Train, label with what was trained, train with the labels: the files fit each other. */
  @Test
  void train_withFacesThatAModelLabelled_takesThemFromPredict() throws IOException {
    Path first = folder.resolve("first");
    assertEquals(ExitCode.OK, train(first, SHORT).exit());
    Path photos = Files.createDirectories(folder.resolve("photos"));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".png")).limit(5).toList()) {
        Files.copy(file, photos.resolve(file.getFileName()));
      }
    }
    Path labels = photos.resolve("labelled.jsonl");
    Cli labelled =
        Cli.run(
            "predict",
            "--model",
            first,
            "--whole",
            "--refine-box",
            "--stored-orientation",
            "--out",
            labels,
            photos);
    assertEquals(ExitCode.OK, labelled.exit(), labelled.err());

    Path second = folder.resolve("second");
    Cli trained = train(second, SHORT, "--labelled", labels.toString());
    assertEquals(ExitCode.OK, trained.exit(), trained.err());
    JsonNode provenance =
        StrictJson.mapper().readTree(Files.readString(second.resolve("provenance.json")));
    assertEquals("300w and 5 pseudo-labelled faces", provenance.get("data").asText());
    assertNotEquals(
        -1L,
        Files.mismatch(
            first.resolve("model/weights.safetensors"),
            second.resolve("model/weights.safetensors")));
  }

  @Test
  void train_twoStages_leavesAPipelineThatLocalises() throws IOException {
    Path recipe = folder.resolve("two.yaml");
    for (String crops : List.of("annotation", "first-stage(copies=2)")) {
      Path run = folder.resolve(crops.substring(0, 5));
      Files.writeString(
          recipe,
          """
          data: 300w
          validation: every-10th
          box: truth(enlarge=1.2)
          balance: pose(bins=3)
          seed: 1
          network: cnn6(input=32,widths=4-4-8-8-16,hidden=24)
          precision: float32
          initial-weights: matconvnet(at=mean-shape)
          loss: wing
          reduction: per-face
          optimiser: adamw
          schedule: cosine(from=1e-3,to=1e-5)
          steps: 10
          batch-size: 8
          augmentation: [flip, rotation(degrees=30), box-jitter(share=0.05)]
          ema-decay: 0
          gradient-clip-norm: 0
          log-every: 5
          validate-every: 5
          checkpoint-every: 5
          early-stopping-patience: 0
          stages: 2
          second-stage:
            crops: %s
            alignment: procrustes
            margin: 0.2
            network: cnn6(input=64,widths=4-4-8-8-16,hidden=24)
            steps: 6
          """
              .formatted(crops));
      Cli trained =
          Cli.run(
              "train",
              "--recipe",
              recipe.toString(),
              "--data",
              data.toString(),
              "--out",
              run.toString());
      assertEquals(ExitCode.OK, trained.exit(), trained.err());
      assertTrue(Files.isRegularFile(run.resolve("model/pipeline.json")));
      assertTrue(Files.isRegularFile(run.resolve("model/stage2/model.onnx")));
      String log = Files.readString(run.resolve("metrics.jsonl"));
      assertTrue(log.contains("\"stage\":1,\"step\":10,"), log);
      assertTrue(log.contains("\"stage\":2,\"step\":6,"), log);
      Cli evaluated =
          Cli.run(
              "evaluate",
              "--model",
              run.toString(),
              "--dataset",
              "300w",
              "--data",
              data.toString(),
              "--split",
              "validation",
              "--json");
      assertEquals(ExitCode.OK, evaluated.exit(), evaluated.err());
    }
  }

  @Test
  void resume_finishedRun_changesNothing() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    byte[] weights = Files.readAllBytes(run.resolve("model/weights.safetensors"));
    Cli resumed = Cli.run("train", "--resume", "--data", data.toString(), "--out", run.toString());
    assertEquals(ExitCode.OK, resumed.exit(), resumed.err());
    assertEquals(6, Files.readAllLines(run.resolve("metrics.jsonl")).size());
    assertTrue(
        java.util.Arrays.equals(
            weights, Files.readAllBytes(run.resolve("model/weights.safetensors"))));
  }

  @Test
  void resume_changedRecipeOrData_isRefusedNamingTheDifference() {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Cli recipe =
        Cli.run(
            "train",
            "--resume",
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--set",
            "steps=20");
    assertEquals(ExitCode.BAD_RECIPE, recipe.exit());
    assertTrue(recipe.err().contains("steps: 12 became 20"), recipe.err());

    Path other = folder.resolve("other");
    DatasetWriter.of("300w")
        .write(other, RenderedFaceSource.synthetic(new SyntheticFaces(4), 96), 40);
    Cli changed = Cli.run("train", "--resume", "--data", other.toString(), "--out", run.toString());
    assertEquals(ExitCode.BAD_DATA, changed.exit());
    assertTrue(changed.err().contains("pictures differ"), changed.err());

    Cli accepted =
        Cli.run(
            "train",
            "--resume",
            "--accept-changes",
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--set",
            "steps=14");
    assertEquals(ExitCode.OK, accepted.exit(), accepted.err());
  }

  @Test
  void train_badArguments_endWithTheirCodeAndLeaveNothing() throws IOException {
    Path run = folder.resolve("run");
    assertCode(ExitCode.BAD_RECIPE, run, "there is no key 'stepz'", "--set", "stepz=3");
    assertCode(ExitCode.BAD_RECIPE, run, "device gpu:7", "--device", "gpu:7");
    assertCode(ExitCode.BAD_RECIPE, run, "names a GPU twice", "--device", "gpu:9,9");
    assertCode(ExitCode.BAD_RECIPE, run, "a device is", "--device", "tpu");
    Cli missing =
        Cli.run(
            "train",
            "--recipe",
            "300w-cnn6-wing",
            "--data",
            folder.resolve("no").toString(),
            "--out",
            run.toString());
    assertEquals(ExitCode.BAD_DATA, missing.exit(), missing.err());
    assertFalse(Files.exists(run));

    Files.createDirectories(run);
    Files.writeString(run.resolve("mine.txt"), "x");
    assertCode(ExitCode.USAGE, run, "is not empty");
    assertEquals(1, count(run));
  }

  @Test
  void train_truncatedPicture_isBadDataAndLeavesNothing() throws IOException {
    Path broken = folder.resolve("broken");
    DatasetWriter.of("300w")
        .write(broken, RenderedFaceSource.synthetic(new SyntheticFaces(4), 96), 20);
    Path picture = broken.resolve("afw/00002_1.jpg");
    Files.write(picture, java.util.Arrays.copyOf(Files.readAllBytes(picture), 900));
    Path run = folder.resolve("run");
    Cli train =
        Cli.run(
            "train",
            "--recipe",
            "300w-cnn6-wing",
            "--data",
            broken.toString(),
            "--out",
            run.toString());
    assertEquals(ExitCode.BAD_DATA, train.exit(), train.err());
    assertTrue(train.err().contains("00002_1.jpg"), train.err());
    assertFalse(Files.exists(run));
  }

  @Test
  void train_outHoldsARun_isRefused() {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    assertCode(ExitCode.USAGE, run, "already holds a run; add --resume");
  }

  @Test
  void sweep_twoCells_trainsThemOnceAndTabulates() throws IOException {
    Path grid = folder.resolve("grid.yaml");
    Files.writeString(
        grid,
        """
        recipe: 300w-cnn6-wing
        set: ["%s", steps=4, batch-size=8, validate-every=4]
        grid:
          loss: [l1, "wing(w=5,epsilon=1)"]
        """
            .formatted(TINY));
    Path out = folder.resolve("sweep");
    Object[] arguments = {
      "sweep",
      "--grid",
      grid.toString(),
      "--data",
      data.toString(),
      "--out",
      out.toString(),
      "--jobs",
      "2",
      "--json"
    };
    Cli first = Cli.run(arguments);
    assertEquals(ExitCode.OK, first.exit(), first.err());
    JsonNode cells = StrictJson.mapper().readTree(first.out()).get("cells");
    assertEquals(2, cells.size());
    assertEquals("loss=l1", cells.get(0).get("cell").asText());
    assertEquals("finished", cells.get(1).get("state").asText());
    assertNotEquals(cells.get(0).get("nme"), cells.get(1).get("nme"));
    long trained = Files.getLastModifiedTime(out.resolve("loss=l1/model/model.json")).toMillis();
    assertEquals(ExitCode.OK, Cli.run(arguments).exit());
    assertEquals(
        trained, Files.getLastModifiedTime(out.resolve("loss=l1/model/model.json")).toMillis());
    assertEquals(3, Files.readAllLines(out.resolve("table.csv")).size());
  }

  @Test
  void watch_finishedRun_drawsItsCurves() {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Cli watched = Cli.run("watch", "--once", run.toString());
    assertEquals(ExitCode.OK, watched.exit(), watched.err());
    assertTrue(watched.out().contains("validation NME"), watched.out());
    assertTrue(watched.out().contains("█"), watched.out());
    assertEquals(ExitCode.USAGE, Cli.run("watch", folder.toString()).exit());
  }

  private void assertCode(int code, Path run, String sentence, String... more) {
    Cli result = train(run, SHORT, more);
    assertEquals(code, result.exit(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static Cli train(Path run, List<String> changes, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--recipe",
                "300w-cnn6-wing",
                "--data",
                data.toString(),
                "--out",
                run.toString()));
    changes.forEach(change -> arguments.addAll(List.of("--set", change)));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }
}
