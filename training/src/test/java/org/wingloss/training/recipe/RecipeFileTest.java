package org.wingloss.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.training.InvalidRecipeException;

class RecipeFileTest {
  private static final String ONE = "300w-cnn6-wing";

  /** A different value for every key, so that none is read and then forgotten. */
  private static final List<String> CHANGES =
      List.of(
          "data=wflw",
          "validation=none",
          "box=dataset(enlarge=1.5,square=false)",
          "balance=pose(bins=7,mode=faithful,component=2)",
          "seed=77",
          "log-every=3",
          "validate-every=11",
          "checkpoint-every=13",
          "early-stopping-patience=5",
          "network=cnn7",
          "precision=bfloat16",
          "initial-weights=xavier",
          "loss=l1",
          "reduction=mean",
          "optimiser=sgd(momentum=0.8)",
          "schedule=constant(rate=0.5)",
          "steps=17",
          "batch-size=9",
          "augmentation=[rotation(degrees=12)]",
          "ema-decay=0.5",
          "gradient-clip-norm=2.5");

  private static final List<String> SECOND_CHANGES =
      List.of(
          "second-stage.crops=first-stage(copies=2)",
          "second-stage.alignment=chin-eyes",
          "second-stage.margin=0.375",
          "second-stage.prediction=mean-of-stages",
          "second-stage.steps=19");

  static Stream<String> names() {
    return RecipeFile.names().stream();
  }

  static Stream<String> changes() {
    return CHANGES.stream();
  }

  static Stream<String> secondChanges() {
    return SECOND_CHANGES.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void bundled_everyRecipe_isReadAndWrittenWithoutLoss(String name) {
    Recipe recipe = RecipeFile.read(name, List.of());
    String text = RecipeFile.write(recipe);
    assertEquals(recipe, RecipeFile.parse(text, "written", List.of()));
    assertEquals(text, RecipeFile.write(RecipeFile.parse(text, "written", List.of())));
  }

  @ParameterizedTest
  @MethodSource("names")
  void bundled_everyRecipe_hasAHeaderWithItsCommand(String name) {
    String text = RecipeFile.bundled(name).orElseThrow();
    assertTrue(text.startsWith("# "), name);
    assertTrue(text.contains("wingloss "), name);
  }

  @Test
  void changes_keysOfARecipe_areAllTested() {
    String text = RecipeFile.write(RecipeFile.read(ONE, List.of()));
    List<String> keys =
        text.lines()
            .filter(line -> line.matches("[a-z0-9-]+:.*"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .filter(key -> !key.equals("stages"))
            .sorted()
            .toList();
    List<String> tested =
        CHANGES.stream().map(line -> line.substring(0, line.indexOf('='))).sorted().toList();
    assertEquals(keys, tested);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void set_everyKey_changesThatKeyAloneAndSurvivesTheFile(String change) {
    Recipe before = RecipeFile.read(ONE, List.of());
    Recipe after = RecipeFile.read(ONE, List.of(change));
    assertNotEquals(before, after);
    List<String> differences = RecipeFile.differences(before, after);
    assertEquals(1, differences.size(), differences.toString());
    assertTrue(
        differences.get(0).startsWith(change.substring(0, change.indexOf('=')) + ": "),
        differences.toString());
    assertEquals(after, RecipeFile.parse(RecipeFile.write(after), "written", List.of()));
  }

  @ParameterizedTest
  @MethodSource("secondChanges")
  void set_keyOfTheSecondStage_changesThatKeyAloneAndSurvivesTheFile(String change) {
    Recipe before = RecipeFile.parse(twoStages(), "two", List.of());
    Recipe after = RecipeFile.parse(twoStages(), "two", List.of(change));
    assertEquals(1, RecipeFile.differences(before, after).size());
    assertEquals(after, RecipeFile.parse(RecipeFile.write(after), "written", List.of()));
  }

  @Test
  void secondStage_keyLeftOut_takesTheFirstStagesValue() {
    Recipe recipe = RecipeFile.parse(twoStages(), "two", List.of("batch-size=5"));
    SecondStage second = recipe.second().orElseThrow();
    assertEquals(5, second.stage().batchSize());
    assertEquals("cnn7", second.stage().network().line());
    assertEquals("cnn6", recipe.stage().network().line());
  }

  @Test
  void set_stagesToOne_dropsTheSecondStage() {
    assertTrue(RecipeFile.parse(twoStages(), "two", List.of("stages=1")).second().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stepz=3           | there is no key 'stepz'",
        "steps=many        | steps",
        "steps=2.5         | steps",
        "steps='3'         | steps",
        "steps=            | expected a value",
        "steps=~           | expected a value",
        "steps             | expected key=value",
        "steps=0           | steps must be >= 1 but was 0",
        "batch-size=0      | batch-size must be >= 1 but was 0",
        "batch-size=2147483647 | batch-size must be <= ",
        "balance=pose(bins=2147483647) | bins must be <= 10000 but was 2147483647",
        "network=cnn6(widths=65536-65536-65536-65536-65536) | numbers between two layers",
        "ema-decay=1         | ema-decay must be >= 0 and < 1 but was 1.0",
        "gradient-clip-norm=-1      | gradient-clip-norm must be >= 0 but was -1.0",
        "loss=wing(w=-1)   | at loss: ",
        "loss=wink         | at loss: ",
        "loss=[l1, l2]     | loss",
        "network=cnn5      | at network: no network is called 'cnn5'",
        "precision=half    | at precision: precision must be float32 or bfloat16 but was 'half'",
        "schedule=cosine   | at schedule: cosine needs 'from'",
        "optimiser=adamax  | at optimiser: no optimiser is called 'adamax'",
        "initial-weights=zero        | at initial-weights: no initialisation is called 'zero'",
        "initial-weights=matconvnet(weights=first-stage) | only a second stage can begin with",
        "box=square        | at box: a box is truth, dataset or file",
        "balance=even      | at balance: balance must be none or pose",
        "validation=some   | at validation: validation must be every-10th, list or none",
        "augmentation=flip | augmentation",
        "augmentation=[flop] | at augmentation: no augmentation is called 'flop'",
        "average=0.5       | rename 'average' to 'ema-decay'",
        "stages=3          | stages must be 1 or 2 but was 3",
        "stages=2          | stages is 2 but 'second-stage' is missing",
        "second-stage.steps=3 | the recipe has no second stage"
      })
  void set_badValue_isRefusedNamingTheKey(String override, String sentence) {
    InvalidRecipeException e =
        assertThrows(InvalidRecipeException.class, () -> RecipeFile.read(ONE, List.of(override)));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
    assertTrue(e.getMessage().contains(override + ": "), e.getMessage());
    assertFalse(e.getMessage().contains("--set"), e.getMessage());
  }

  /** Crops of gigabytes, which would be found out once all pictures are decoded. */
  @Test
  void set_augmentationThatLooksTooFar_isRefusedNamingTheKey() {
    InvalidRecipeException e =
        assertThrows(
            InvalidRecipeException.class,
            () ->
                RecipeFile.read(
                    ONE,
                    List.of(
                        "network=cnn6(input=512,widths=4-4-8-8-8,hidden=16)",
                        "augmentation=[scale(least=0.2,most=1), translation(share=0.5)]")));
    assertTrue(
        e.getMessage()
            .contains(
                "augmentation: a crop may have at most 4096 pixels a side but 512 times 10.0 times"
                    + " 1.25 are more"),
        e.getMessage());
  }

  @Test
  void set_secondStageOfAnotherNetworkFromTheFirst_isRefused() {
    InvalidRecipeException e =
        assertThrows(
            InvalidRecipeException.class,
            () ->
                RecipeFile.read(
                    "300w-cnn67-wing-pdb",
                    List.of("second-stage.initial-weights=matconvnet(weights=first-stage)")));
    assertTrue(
        e.getMessage().contains("needs the network of the first stage, cnn6, but it is cnn7"),
        e.getMessage());
  }

  @Test
  void parse_missingKey_isNamed() {
    String text = RecipeFile.bundled(ONE).orElseThrow().replaceFirst("(?m)^steps:.*$", "");
    refused(text, "the key 'steps' is missing");
  }

  @Test
  void parse_keysOfAnOlderRun_areRefusedNamingTheNewOnes() {
    String old =
        RecipeFile.write(RecipeFile.read(ONE, List.of()))
            .replace("initial-weights:", "start:")
            .replace("ema-decay:", "average:")
            .replace("gradient-clip-norm:", "clip-norm:")
            .replace("early-stopping-patience:", "early-stop:");
    refused(
        old,
        "rename 'early-stop' to 'early-stopping-patience', 'start' to 'initial-weights',"
            + " 'average' to 'ema-decay', 'clip-norm' to 'gradient-clip-norm'");
    refused(
        twoStages() + "  average: 0.5\n",
        "rename 'second-stage.average' to 'second-stage.ema-decay'");
  }

  @Test
  void parse_keyTwice_isRefused() {
    refused(RecipeFile.bundled(ONE).orElseThrow() + "\nsteps: 3\n", "steps");
  }

  @Test
  void parse_nullValue_isRefused() {
    refused(RecipeFile.bundled(ONE).orElseThrow().replaceFirst("(?m)^loss:.*$", "loss:"), "loss");
  }

  @Test
  void parse_unknownKeyInTheSecondStage_isNamed() {
    refused(twoStages() + "  seed: 4\n", "there is no key 'second-stage.seed'");
  }

  /** The key came later: run folders and recipes of one's own still mean what they meant. */
  @Test
  void parse_secondStageWithoutAPrediction_isTheSecondStages() {
    assertFalse(twoStages().contains("prediction"));
    assertEquals(
        TwoStagePrediction.SECOND_STAGE,
        RecipeFile.parse(twoStages(), "mine", List.of()).second().orElseThrow().prediction());
    refused(
        twoStages() + "  prediction: mean\n",
        "in second-stage: at prediction: prediction must be second-stage or mean-of-stages");
  }

  @Test
  void parse_notAMapping_isRefused() {
    refused("- a\n- b\n", "expected keys and values");
  }

  @Test
  void read_neitherFileNorName_listsTheNames(@TempDir Path folder) {
    String missing = folder.resolve("none.yaml").toString();
    InvalidRecipeException e =
        assertThrows(InvalidRecipeException.class, () -> RecipeFile.read(missing, List.of()));
    assertTrue(e.getMessage().contains(ONE), e.getMessage());
  }

  private static void refused(String text, String sentence) {
    InvalidRecipeException e =
        assertThrows(
            InvalidRecipeException.class, () -> RecipeFile.parse(text, "some.yaml", List.of()));
    assertTrue(e.getMessage().startsWith("some.yaml: "), e.getMessage());
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  private static String twoStages() {
    return RecipeFile.bundled(ONE).orElseThrow().replaceFirst("(?m)^stages: 1", "stages: 2")
        + """
        second-stage:
          crops: annotation
          alignment: procrustes
          margin: 0.25
          network: cnn7
          loss: wing(w=15,epsilon=3)
        """;
  }
}
