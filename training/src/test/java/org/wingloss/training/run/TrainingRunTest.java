package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.ProgramVersion;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.checkpoint.RunLog;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

class TrainingRunTest {
  private static final int FIRST = 6;
  private static final int SECOND = 8;

  private static final Recipe RECIPE =
      RecipeFile.read(
          "smoke-cnn67-wing-pdb",
          List.of(
              "validation=every-10th",
              "network=cnn6(input=32,widths=4-4-8-8-8,hidden=16)",
              "steps=" + FIRST,
              "batch-size=4",
              "log-every=1",
              "validate-every=3",
              "second-stage.crops=first-stage(copies=2)",
              "checkpoint-every=3",
              "second-stage.network=cnn7(input=64,widths=4-4-8-8-8-8,hidden=16)",
              "second-stage.steps=" + SECOND));

  @TempDir private Path folder;

  @Test
  void run_stoppedInTheSecondStageAndResumed_endsWithTheSameBits() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    TrainingData faces = TrainingData.read(RECIPE, data);
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    assertTrue(run(faces, whole, Integer.MAX_VALUE).finished());

    RunFolder parts = new RunFolder(folder.resolve("parts"));
    assertFalse(run(faces, parts, FIRST + 4).finished());
    assertFalse(Files.exists(parts.model()));
    assertFalse(run(faces, parts, 2).finished());
    assertTrue(run(faces, parts, Integer.MAX_VALUE).finished());

    for (String file : List.of("stage1/weights.safetensors", "stage2/weights.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(whole.model().resolve(file)),
          Files.readAllBytes(parts.model().resolve(file)),
          file);
    }
    assertEquals(FIRST + SECOND, Files.readAllLines(parts.metrics()).size());
    assertEquals(ProgramVersion.text(), Provenance.read(parts.provenance()).program());
    assertFalse(Files.exists(parts.path().resolve("lock")));
  }

  /** A rate that moves no weight: what the second stage ends with is what it began with. */
  @Test
  void run_secondStageFromTheFirst_beginsWithItsWeights() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    String network = "cnn6(input=32,widths=4-4-8-8-8,hidden=16)";
    Recipe recipe =
        RecipeFile.read(
            "demo-cnn6-cnn6-wing",
            List.of(
                "network=" + network,
                "second-stage.network=" + network,
                "schedule=constant(rate=1e-4)",
                "steps=" + FIRST,
                "validate-every=3",
                "second-stage.schedule=constant(rate=1e-30)",
                "second-stage.steps=2"));
    RunFolder run = new RunFolder(folder.resolve("run"));
    TrainingRun training =
        new TrainingRun(recipe, "small", TrainingData.read(recipe, data), run, "cpu", 1);
    assertTrue(training.run((truth, found) -> 1, Streams.steps(Integer.MAX_VALUE)).finished());
    Weights first = SafeTensors.read(run.model().resolve("stage1/weights.safetensors")).weights();
    Weights second = SafeTensors.read(run.model().resolve("stage2/weights.safetensors")).weights();
    assertEquals(first.tensors().keySet(), second.tensors().keySet());
    for (String name : first.tensors().keySet()) {
      assertArrayEquals(first.get(name).values(), second.get(name).values(), 1e-12f, name);
    }
    assertEquals(recipe, run.readRecipe());
  }

  /** Rates that move no weight: the teacher is the built-in model. */
  private static final Recipe LABELS =
      RecipeFile.read(
          "long/300w-hourglass-hourglass-wing",
          List.of(
              "precision=float32",
              "batch-size=2",
              "steps=1",
              "schedule=constant(rate=1e-30)",
              "ema-decay=0",
              "second-stage.schedule=constant(rate=1e-4)",
              "second-stage.steps=3",
              "checkpoint-every=1"));

  @Test
  void run_photographs_areLabelledByTheFirstStageAndTrainTheSecond() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 20);
    Path photographs = folder.resolve("photographs");
    DatasetWriter.of("300w")
        .write(
            photographs.resolve("more"),
            RenderedFaceSource.synthetic(new SyntheticFaces(2), 200),
            20);
    Map<Path, Landmarks> truth = new HashMap<>();
    DatasetReader.of("300w")
        .read(photographs.resolve("more"), "train")
        .forEach(face -> truth.put(face.image(), face.landmarks()));
    TrainingData faces = TrainingData.read(LABELS, data).withPhotographs(photographs);
    RunFolder run = new RunFolder(folder.resolve("run"));
    List<String> remarks = new ArrayList<>();
    assertFalse(labelling(faces, run, remarks, 10).finished());
    assertFalse(Files.exists(run.pseudoLabels()), "stopped before all were labelled");
    assertFalse(labelling(faces, run, remarks, 22).finished());

    assertEquals(1, remarks.size());
    assertTrue(
        remarks.get(0).startsWith("20 photographs labelled by the first stage: "), remarks.get(0));
    List<Face> labelled = JsonLines.read(run.pseudoLabels());
    assertTrue(labelled.size() >= 10, remarks.get(0));
    int compared = 0;
    for (Face face : labelled) {
      Landmarks known = truth.get(photographs.resolve(face.image()));
      if (known != null) { // those of the other splits are photographs as well
        double side = known.bounds().width();
        assertTrue(distance(face.landmarks(), known) < 0.03 * side, face.id());
        compared++;
      }
    }
    assertTrue(compared >= 5, compared + " of " + labelled.size());

    byte[] before = Files.readAllBytes(run.pseudoLabels());
    Path copy = photographs.resolve("labels.jsonl");
    Files.write(copy, before);
    assertEquals(labelled.size(), TrainingData.read(LABELS, data).withLabelled(copy).labelled());
    assertTrue(labelling(faces, run, remarks, Integer.MAX_VALUE).finished());
    assertArrayEquals(before, Files.readAllBytes(run.pseudoLabels()));
    assertEquals(1, remarks.size(), "they are labelled once: " + remarks);
    Map<String, String> first =
        ModelFile.open(run.model().resolve("stage1")).description().provenance();
    Map<String, String> second =
        ModelFile.open(run.model().resolve("stage2")).description().provenance();
    assertEquals("300w", first.get("data"));
    assertEquals(
        "300w and %d pseudo-labelled faces".formatted(labelled.size()), second.get("data"));

    RunFolder whole = new RunFolder(folder.resolve("whole"));
    assertTrue(labelling(faces, whole, remarks, Integer.MAX_VALUE).finished());
    assertArrayEquals(
        Files.readAllBytes(whole.model().resolve("stage2/weights.safetensors")),
        Files.readAllBytes(run.model().resolve("stage2/weights.safetensors")));

    RunFolder without = new RunFolder(folder.resolve("without"));
    TrainingData annotated = TrainingData.read(LABELS, data);
    assertTrue(labelling(annotated, without, remarks, Integer.MAX_VALUE).finished());
    assertNotEquals(
        -1L,
        Files.mismatch(
            without.model().resolve("stage2/weights.safetensors"),
            run.model().resolve("stage2/weights.safetensors")),
        "the second stage has learnt from the photographs");
  }

  private static TrainingResult labelling(
      TrainingData faces, RunFolder folder, List<String> remarks, int patience) {
    TrainingRun.Observer steps = Streams.steps(patience);
    TrainingRun.Observer observer =
        new TrainingRun.Observer() {
          @Override
          public TrainingListener stage(int stage) {
            return steps.stage(stage);
          }

          @Override
          public IntConsumer decoding(int count) {
            return steps.decoding(count);
          }

          @Override
          public void remark(String sentence) {
            remarks.add(sentence);
          }

          @Override
          public boolean stopAsked() {
            return steps.stopAsked();
          }
        };
    return new TrainingRun(LABELS, "small", faces, folder, "cpu", 1)
        .run((truth, found) -> 1, observer);
  }

  /** The model says how its annotations lie, so that flipped views of a face are put right. */
  @Test
  void run_flipsWithAnOffset_areInTheModelFile() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    Recipe recipe =
        RecipeFile.read(
            "smoke-cnn6-wing",
            List.of("steps=1", "validation=none", "augmentation=[flip(offset=0.004)]"));
    RunFolder run = new RunFolder(folder.resolve("run"));
    new TrainingRun(recipe, "small", TrainingData.read(recipe, data), run, "cpu", 1)
        .run((truth, found) -> 1, Streams.steps(Integer.MAX_VALUE));
    assertEquals(0.004, ModelFile.open(run.model()).description().flipOffset());
  }

  /** The files are emptied, so that whoever decoded one in another way would fail. */
  @Test
  void run_twoStages_decodesEveryPictureOnce() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    TrainingData faces = TrainingData.read(RECIPE, data);
    Map<Path, RgbImage> pictures = new HashMap<>();
    for (Face face : faces.faces()) {
      pictures.put(face.image(), ImageFiles.read(face.image()));
    }
    for (Face face : faces.validation()) {
      pictures.put(face.image(), ImageFiles.read(face.image()));
    }
    for (Path picture : pictures.keySet()) {
      Files.write(picture, new byte[0]);
    }
    Map<Path, Integer> decodings = new ConcurrentHashMap<>();
    TrainingRun run =
        new TrainingRun(RECIPE, "small", faces, new RunFolder(folder.resolve("run")), "cpu", 1);
    TrainingResult result =
        run.run(
            (truth, found) -> 1,
            Streams.steps(Integer.MAX_VALUE),
            file -> {
              decodings.merge(file, 1, Integer::sum);
              return pictures.get(file);
            });
    assertTrue(result.finished());
    assertTrue(RECIPE.second().orElseThrow().crops().runsFirstStage());
    assertEquals(pictures.keySet(), decodings.keySet());
    assertEquals(Set.of(1), Set.copyOf(decodings.values()));
  }

  @Test
  void run_validated_leavesPredictionsAndWorstFacesOfTheBestValidation() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 80);
    RunFolder run = new RunFolder(folder.resolve("run"));
    ValidationMetric pixels =
        (truth, found) ->
            IntStream.range(0, truth.size())
                .mapToDouble(i -> distance(truth.get(i).landmarks(), found.get(i)))
                .average()
                .orElseThrow();
    TrainingData faces = TrainingData.read(RECIPE, data);
    new TrainingRun(RECIPE, "small", faces, run, "cpu", 1)
        .run(pixels, Streams.steps(Integer.MAX_VALUE));

    Map<String, Face> truth = new HashMap<>();
    faces.validation().forEach(face -> truth.put(face.id(), face));
    List<Double> errors = new ArrayList<>();
    JsonLines.forEach(
        run.validationPredictions(),
        face -> errors.add(distance(truth.remove(face.id()).landmarks(), face.landmarks())));
    assertEquals(Map.of(), truth);
    List<Double> sorted = new ArrayList<>(errors);
    sorted.sort(Comparator.reverseOrder());
    assertEquals(sorted, errors);
    assertEquals(
        RunLog.bestNme(RunLog.read(run.metrics()).lastStage()),
        errors.stream().mapToDouble(e -> e).average().orElseThrow(),
        1e-9);
    RgbImage worst = ImageFiles.read(run.worstFaces());
    assertEquals(Math.min(6, errors.size()), worst.width() / worst.height());
  }

  private static double distance(Landmarks one, Landmarks other) {
    return IntStream.range(0, one.count())
        .mapToDouble(i -> Math.hypot(one.x(i) - other.x(i), one.y(i) - other.y(i)))
        .average()
        .orElseThrow();
  }

  @Test
  void run_noValidationFaceCanBeScored_isRefusedBeforeAnythingIsWritten() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    RunFolder run = new RunFolder(folder.resolve("run"));
    ValidationMetric none =
        (truth, found) -> {
          throw new InvalidDataException("no face can be scored");
        };
    TrainingRun training =
        new TrainingRun(RECIPE, "small", TrainingData.read(RECIPE, data), run, "cpu", 1);
    assertThrows(
        InvalidDataException.class, () -> training.run(none, Streams.steps(Integer.MAX_VALUE)));
    assertFalse(Files.exists(run.path()));
  }

  /** Trains until so many steps are taken. */
  private static TrainingResult run(TrainingData faces, RunFolder folder, int patience) {
    return new TrainingRun(RECIPE, "small", faces, folder, "cpu", 1)
        .run((truth, found) -> 1, Streams.steps(patience));
  }
}
