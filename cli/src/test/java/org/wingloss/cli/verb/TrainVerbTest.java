package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.ModelFile;

class TrainVerbTest extends SmallTrainings {
  private static Cli train(Object recipe, Path data, Path run) {
    return Cli.run("train", "--recipe", recipe, "--data", data, "--out", run);
  }

  private static Cli evaluate(Path run) {
    return Cli.run(
        "evaluate",
        "--model",
        run,
        "--dataset",
        "300w",
        "--data",
        data,
        "--split",
        "validation",
        "--json");
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
    Cli evaluated = evaluate(run);
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
  void train_manyFaces_modelKnowsWhichShapesArePlausible() {
    Path faces = folder.resolve("faces");
    DatasetWriter.of("300w")
        .write(faces, RenderedFaceSource.synthetic(new SyntheticFaces(4), 64), 100);
    Path run = folder.resolve("run");
    Cli trained =
        Cli.run(
            "train",
            "--recipe",
            "300w-cnn6-wing",
            "--data",
            faces,
            "--out",
            run,
            "--set",
            TINY,
            "--set",
            "steps=2",
            "--set",
            "batch-size=8");
    assertEquals(ExitCode.OK, trained.exit(), trained.err());
    List<Landmarks> shapes =
        DatasetReader.of("300w").read(faces, "train").stream().map(Face::landmarks).toList();
    PlausibleShapes known = ModelFile.open(run).description().shapes().orElseThrow();
    assertTrue(shapes.stream().filter(known::holds).count() > 0.9 * shapes.size());
    assertFalse(known.holds(shapes.get(0).map(AffineMap.scaling(-1, 1))));
  }

  @Test
  void train_writtenRecipe_reproducesTheModelBitForBit() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(ExitCode.OK, train(first, SHORT).exit());
    Cli again = train(first.resolve("recipe.yaml"), data, second);
    assertEquals(ExitCode.OK, again.exit(), again.err());
    Path weights = Path.of("model", "weights.safetensors");
    assertEquals(
        -1L, Files.mismatch(first.resolve(weights), second.resolve(weights)), "weights differ");
  }

  /** Train, label with what was trained, train with the labels: the files fit each other. */
  @Test
  void train_withPseudoLabels_takesThemFromPredict() throws IOException {
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
    Cli trained = train(second, SHORT, "--pseudo-labels", labels.toString());
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
      Cli trained = train(recipe, data, run);
      assertEquals(ExitCode.OK, trained.exit(), trained.err());
      assertTrue(Files.isRegularFile(run.resolve("model/pipeline.json")));
      assertTrue(Files.isRegularFile(run.resolve("model/stage2/model.onnx")));
      String log = Files.readString(run.resolve("metrics.jsonl"));
      assertTrue(log.contains("\"stage\":1,\"step\":10,"), log);
      assertTrue(log.contains("\"stage\":2,\"step\":6,"), log);
      Cli evaluated = evaluate(run);
      assertEquals(ExitCode.OK, evaluated.exit(), evaluated.err());
    }
  }

  @Test
  void train_badArguments_endWithTheirCodeAndLeaveNothing() throws IOException {
    Path run = folder.resolve("run");
    assertCode(ExitCode.BAD_RECIPE, run, "there is no key 'stepz'", "--set", "stepz=3");
    assertCode(ExitCode.BAD_RECIPE, run, "device gpu:7", "--device", "gpu:7");
    assertCode(ExitCode.BAD_RECIPE, run, "names a GPU twice", "--device", "gpu:9,9");
    assertCode(ExitCode.BAD_RECIPE, run, "a device is", "--device", "tpu");
    Cli missing = train("300w-cnn6-wing", folder.resolve("no"), run);
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
    Files.write(picture, Arrays.copyOf(Files.readAllBytes(picture), 900));
    Path run = folder.resolve("run");
    Cli train = train("300w-cnn6-wing", broken, run);
    assertEquals(ExitCode.BAD_DATA, train.exit(), train.err());
    assertTrue(train.err().contains("00002_1.jpg"), train.err());
    assertFalse(Files.exists(run));
  }

  @Test
  void train_jpegsWithoutTheirEnd_areReadAndSaidOnce() throws IOException {
    Path faces = folder.resolve("faces");
    DatasetWriter.of("300w")
        .write(faces, RenderedFaceSource.synthetic(new SyntheticFaces(4), 96), 40);
    for (String name : List.of("afw/00002_1.jpg", "afw/00012_1.jpg")) {
      byte[] whole = Files.readAllBytes(faces.resolve(name));
      Files.write(faces.resolve(name), Arrays.copyOf(whole, whole.length - 2));
    }
    Cli train = train(faces, folder.resolve("run"), SHORT);
    assertEquals(ExitCode.OK, train.exit(), train.err());
    String said = "2 pictures were read although their files are not whole; the first: ";
    assertEquals(
        List.of(said + faces.resolve("afw/00002_1.jpg") + " lacks its end marker"),
        train.err().lines().filter(line -> line.contains("not whole")).toList());
  }

  @Test
  void train_validationListThatShowsATrainingPhotograph_isWarnedOf() throws IOException {
    Path faces = folder.resolve("faces");
    DatasetWriter.of("300w")
        .write(faces, RenderedFaceSource.synthetic(new SyntheticFaces(4), 96), 40);
    for (String ending : List.of(".jpg", ".pts")) {
      Files.copy(faces.resolve("afw/00002_1" + ending), faces.resolve("afw/99999_1" + ending));
    }
    Files.writeString(faces.resolve("wingloss-validation.txt"), "afw/00002_1.jpg\n");
    List<String> changes = Stream.concat(SHORT.stream(), Stream.of("validation=list")).toList();
    Cli train = train(faces, folder.resolve("run"), changes);
    assertEquals(ExitCode.OK, train.exit(), train.err());
    List<String> warnings =
        train.err().lines().filter(line -> line.startsWith("warning: ")).toList();
    assertEquals(1, warnings.size(), train.err());
    assertTrue(warnings.get(0).startsWith("warning: 1 training face is in a photograph"));
    assertTrue(warnings.get(0).endsWith(": afw/99999_1.jpg beside afw/00002_1.jpg"));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
