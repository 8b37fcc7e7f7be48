package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;

/** Runs of two stages that are resumed, where something has changed and where nothing is left. */
class ChangedRunTest {
  private static final Recipe RECIPE = TrainingRunTest.recipe();

  @TempDir private Path folder;
  private Path data;
  private RunFolder run;

  @BeforeEach
  void writeFaces() throws IOException {
    data = SmallFaces.write(folder, 40);
    run = new RunFolder(folder.resolve("run"));
  }

  private TrainingResult train(Recipe recipe, EarlierRun earlier, int patience) {
    return new TrainingRun(recipe, "small", TrainingData.read(recipe, data), run, "cpu", 1)
        .run((truth, found) -> 1, Streams.steps(patience), earlier);
  }

  private boolean tellsItsError(String stage) {
    Map<String, String> provenance =
        ModelFile.open(run.model().resolve(stage)).description().provenance();
    return provenance.containsKey("validation-nme");
  }

  /** The log of the second stage would be cut off, and its crops be those of another first. */
  @Test
  void run_firstStageThatWouldGoOnAfterTheSecondBegan_isRefusedAndChangesNothing()
      throws IOException {
    assertTrue(train(RECIPE, EarlierRun.REFUSED, Integer.MAX_VALUE).finished());
    byte[] log = Files.readAllBytes(run.metrics());
    Recipe longer = TrainingRunTest.recipe("steps=60", "second-stage.steps=40");
    InvalidRecipeException e =
        assertThrows(
            InvalidRecipeException.class,
            () -> train(longer, EarlierRun.CHANGED, Integer.MAX_VALUE));
    String expected = "expected steps=%d but found steps=60".formatted(TrainingRunTest.FIRST);
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertArrayEquals(log, Files.readAllBytes(run.metrics()));
    assertEquals(RECIPE, run.readRecipe());
  }

  @Test
  void run_finishedAndToPredictOtherwise_tellsNoErrorUntilItPredictsAsMeasured() {
    train(RECIPE, EarlierRun.REFUSED, Integer.MAX_VALUE);
    assertTrue(tellsItsError("stage1") && tellsItsError("stage2"));
    for (String change :
        List.of(
            "second-stage.prediction=mean-of-stages",
            "second-stage.margin=0.5",
            "second-stage.alignment=chin-eyes",
            "box=truth(enlarge=1.5)")) {
      train(TrainingRunTest.recipe(change), EarlierRun.CHANGED, Integer.MAX_VALUE);
      assertFalse(tellsItsError("stage2"), change);
      assertEquals(change.startsWith("second-stage"), tellsItsError("stage1"), change);
    }
    train(RECIPE, EarlierRun.CHANGED, Integer.MAX_VALUE);
    assertTrue(tellsItsError("stage1") && tellsItsError("stage2"));
  }

  /** Crops are cut to be drawn. */
  @Test
  void run_resumedWithBothStagesOver_readsNoTrainingPicture() {
    Recipe recipe = TrainingRunTest.recipe("second-stage.crops=annotation");
    assertTrue(train(recipe, EarlierRun.REFUSED, Integer.MAX_VALUE).finished());
    TrainingData faces = TrainingData.read(recipe, data);
    Set<Path> read = ConcurrentHashMap.newKeySet();
    TrainingResult again =
        new TrainingRun(recipe, "small", faces, run, "cpu", 1)
            .run(
                (truth, found) -> 1,
                Streams.steps(Integer.MAX_VALUE),
                EarlierRun.RESUMED,
                file -> {
                  read.add(file);
                  return ImageFiles.read(file);
                });
    assertTrue(again.finished());
    assertEquals(faces.validation().stream().map(Face::image).collect(Collectors.toSet()), read);
  }

  @Test
  void run_initialWeightsGoneAfterTheCheckpoints_goesOn() throws IOException {
    List<TensorSpec> tensors = RECIPE.stage().network().tensors(68);
    TensorSpec last = tensors.get(tensors.size() - 1);
    Tensor zeros = Tensor.of(last.shape(), new float[(int) last.size()]);
    Path file = folder.resolve("initial.safetensors");
    Files.write(file, SafeTensors.write(new Weights(Map.of(last.name(), zeros)), Map.of()));
    Recipe recipe =
        TrainingRunTest.recipe("initial-weights=matconvnet(weights=%s)".formatted(file));
    assertFalse(train(recipe, EarlierRun.REFUSED, TrainingRunTest.FIRST + 4).finished());
    assertTrue(Files.exists(run.checkpoint("stage2-last")));
    Files.delete(file);
    assertTrue(train(recipe, EarlierRun.RESUMED, Integer.MAX_VALUE).finished());
  }
}
