package org.wingloss.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.balance.PoseBalancingSettings;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.loss.Reduction;
import org.wingloss.loss.WingLoss;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.network.Cnn6;
import org.wingloss.model.network.Cnn7;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.MomentumSgd;
import org.wingloss.training.schedule.LogLinearSchedule;

/**
 * Every key of the paper's best recipes, with the trust tags of docs/paper.md; what has none is
 * ours. {@link RecipeTableTest} says in what the paper's other recipes differ from these.
 */
class PaperRecipeTest {
  private static final StageRecipe FIRST =
      stage(
          new Cnn6(64, List.of(32, 64, 128, 256, 512), 1024), // P
          new WingLoss(10, 2), // P
          new LogLinearSchedule(3e-5, 3e-7), // the ends P, the way between them ?
          Augmentations.paper()); // A; blur R, U1 90 %

  private static final SecondStage SECOND =
      new SecondStage(
          new SecondStage.FromAnnotation(), // one of the author's two ways (A)
          Alignment.Kind.PROCRUSTES, // U1 70 %
          0.2, // ?
          TwoStagePrediction.SECOND_STAGE, // as in the paper
          stage(
              new Cnn7(128, List.of(64, 128, 256, 512, 512, 512), 1024), // P; its widths ?
              new WingLoss(15, 3), // U1 90 %
              new LogLinearSchedule(1e-5, 1e-7), // U1 90 %
              Augmentations.paper(10))); // A; blur R, U1 90 %

  private static StageRecipe stage(
      NetworkSpec network, WingLoss loss, LogLinearSchedule schedule, Augmentations augmentation) {
    return new StageRecipe(
        network,
        Precision.FLOAT32,
        new InitialWeights(Initialisation.MATCONVNET, false, Optional.empty()), // ?; T
        loss,
        Reduction.PER_FACE, // sum over a face U1 95 %, mean over the batch T
        new MomentumSgd(0.9, 5e-4), // A/R, U1 90 %
        schedule,
        120_000, // P
        8, // A/R, U1 90 %
        augmentation,
        new ExponentialMovingAverage(0),
        0);
  }

  private static Recipe recipe(String data, BoxProtocol box, int bins) {
    return new Recipe(
        data,
        ValidationSplit.NONE,
        box,
        new BalancingRecipe(Optional.of(PoseBalancingSettings.faithful(bins))), // the routine A
        1,
        100,
        5000,
        1000,
        0,
        FIRST,
        Optional.of(SECOND));
  }

  private static void assertPaper(Recipe expected, String name) {
    Recipe read = RecipeFile.read(name, List.of());
    assertEquals(List.of(), RecipeFile.differences(expected, read));
    assertEquals(expected, read);
  }

  /** The data set's own boxes (A), 17 bins (U1 90 %). */
  @Test
  void read_bestRecipeForAflw_hasThePapersSettings() {
    BoxProtocol own = new BoxProtocol(BoxProtocol.Kind.DATASET, 1, true);
    assertPaper(recipe("aflw", own, 17), "paper/aflw-cnn67-wing-pdb");
  }

  /** The boxes around the landmarks, one of two that the owners supply (?), 9 bins (U1 90 %). */
  @Test
  void read_bestRecipeFor300W_hasThePapersSettings() {
    BoxProtocol truth = new BoxProtocol(BoxProtocol.Kind.TRUTH, 1, true);
    assertPaper(recipe("300w", truth, 9), "paper/300w-cnn67-wing-pdb");
  }
}
