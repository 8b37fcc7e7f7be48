package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.ProgramVersion;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.Localisation;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.checkpoint.RunLog;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

class TrainingRunTest {
  static final int FIRST = 6;
  private static final int SECOND = 8;

  private static final List<String> CHANGES =
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
          "second-stage.steps=" + SECOND);

  private static final Recipe RECIPE = recipe();

  @TempDir private Path folder;

  /** Of two small stages, with further changes. */
  static Recipe recipe(String... changes) {
    List<String> all = new ArrayList<>(CHANGES);
    all.addAll(List.of(changes));
    return RecipeFile.read("smoke-cnn67-wing-pdb", all);
  }

  @Test
  void run_stoppedInTheSecondStageAndResumed_endsWithTheSameBits() throws IOException {
    Path data = SmallFaces.write(folder, 40);
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
    for (String last : List.of("stage1-last", "stage2-last")) {
      assertEquals(
          Checkpoint.read(whole.checkpoint(last)).tensors(),
          Checkpoint.read(parts.checkpoint(last)).tensors(),
          last);
    }
    assertEquals(losses(whole), losses(parts));
    assertEquals(FIRST + SECOND, losses(parts).size());
    assertEquals(ProgramVersion.text(), Provenance.read(parts.provenance()).program());
    assertFalse(parts.isAtWork());
  }

  /** The log without what the clock says. */
  private static List<String> losses(RunFolder run) throws IOException {
    return Files.readAllLines(run.metrics()).stream()
        .map(line -> line.replaceAll(",\"faces-per-second\":[0-9.E]+", ""))
        .toList();
  }

  /** A rate that moves no weight: what the second stage ends with is what it began with. */
  @Test
  void run_secondStageFromTheFirst_beginsWithItsWeights() throws IOException {
    Path data = SmallFaces.write(folder, 40);
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

  /** The files are emptied, so that whoever decoded one in another way would fail. */
  @Test
  void run_twoStages_decodesEveryPictureOnce() throws IOException {
    Path data = SmallFaces.write(folder, 40);
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
            EarlierRun.REFUSED,
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
    Path data = SmallFaces.write(folder, 80);
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

  /** What is validated is what the model that is written will predict. */
  @Test
  void run_meanOfStages_isValidatedAsTheModelPredicts() throws IOException {
    Path data = SmallFaces.write(folder, 80);
    Recipe recipe = recipe("second-stage.prediction=mean-of-stages");
    TrainingData faces = TrainingData.read(recipe, data);
    RunFolder run = new RunFolder(folder.resolve("run"));
    new TrainingRun(recipe, "small", faces, run, "cpu", 1)
        .run((truth, found) -> 1, Streams.steps(Integer.MAX_VALUE));

    PipelineFile written = (PipelineFile) StoredModel.open(run.path());
    assertEquals(TwoStagePrediction.MEAN_OF_STAGES, written.prediction());
    Map<String, Landmarks> validated = new HashMap<>();
    JsonLines.forEach(
        run.validationPredictions(), face -> validated.put(face.id(), face.landmarks()));
    try (Localiser model = Localiser.open(run.path());
        Localiser first = Localiser.open(run.model().resolve("stage1"))) {
      int averaged = 0;
      for (Face face : faces.validation()) {
        RgbImage picture = ImageFiles.read(face.image());
        Localisation found = model.localise(picture, face.landmarks().bounds());
        assertEquals(0, distance(found.landmarks(), validated.get(face.id())), 0.02, face.id());
        Landmarks rough = first.localise(picture, face.landmarks().bounds()).landmarks();
        averaged += found.fallback().isEmpty() && distance(rough, found.landmarks()) > 0.1 ? 1 : 0;
      }
      assertTrue(averaged > 0, "no face was placed by the first stage");
    }
  }

  /** The mean distance between the landmarks of two shapes. */
  static double distance(Landmarks one, Landmarks other) {
    return IntStream.range(0, one.count())
        .mapToDouble(i -> Math.hypot(one.x(i) - other.x(i), one.y(i) - other.y(i)))
        .average()
        .orElseThrow();
  }

  @Test
  void run_noValidationFaceCanBeScored_isRefusedBeforeAnythingIsWritten() throws IOException {
    Path data = SmallFaces.write(folder, 40);
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

  /** The next attempt, with the right file, shall find the folder free. */
  @Test
  void run_pretrainedWeightsThatDoNotFit_leavesTheFolderFree() throws IOException {
    Path data = SmallFaces.write(folder, 40);
    Path other = folder.resolve("other.safetensors");
    Files.write(
        other, SafeTensors.write(new Weights(Map.of("x", Tensor.of(List.of(1), 1f))), Map.of()));
    Recipe recipe = recipe("initial-weights=matconvnet(at=mean-shape,weights=%s)".formatted(other));
    RunFolder run = new RunFolder(folder.resolve("run"));
    TrainingRun training =
        new TrainingRun(recipe, "small", TrainingData.read(recipe, data), run, "cpu", 1);
    assertThrows(
        InvalidRecipeException.class,
        () -> training.run((truth, found) -> 1, Streams.steps(Integer.MAX_VALUE)));
    assertTrue(run.isFree());
  }

  /** Trains until so many steps are taken. */
  private static TrainingResult run(TrainingData faces, RunFolder folder, int patience) {
    return new TrainingRun(RECIPE, "small", faces, folder, "cpu", 1)
        .run((truth, found) -> 1, Streams.steps(patience));
  }
}
