package org.wingloss.training.recipe;

import org.wingloss.data.line.Labels;
import org.wingloss.data.line.SettingLine;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;

/**
 * The second of two stages (the paper's CNN-6/7): its network sees a second crop, which rough
 * landmarks have rotated upright and placed.
 *
 * @param crops where the rough landmarks of training faces come from
 * @param alignment how rough landmarks place the crop
 * @param margin space around the aligned shape, as a share of its side, at least 0; not published
 *     (?)
 * @param prediction what the model of both stages predicts; changes nothing in the training but
 *     what is validated
 * @param stage how the network is trained
 */
public record SecondStage(
    Crops crops,
    Alignment.Kind alignment,
    double margin,
    TwoStagePrediction prediction,
    StageRecipe stage) {
  /** Checks the margin. */
  public SecondStage {
    if (!(margin >= 0 && margin < 10)) {
      throw new IllegalArgumentException("margin must be in [0, 10) but was " + margin);
    }
  }

  /** The author's two ways (A). */
  public sealed interface Crops {
    /** The one-line form that {@link #of} reads. */
    String line();

    /** Samples of rough landmarks per face, at least 1. */
    int copies();

    /** Whether the first stage finds the rough landmarks of training faces. */
    boolean runsFirstStage();

    /**
     * Reads {@code annotation} or {@code first-stage(copies=3)}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Crops of(String line) {
      SettingLine setting = SettingLine.parse(line, "first-stage(copies=3)");
      Crops crops =
          switch (setting.name()) {
            case FromAnnotation.NAME -> new FromAnnotation();
            case FromFirstStage.NAME -> new FromFirstStage(setting.whole("copies", 3));
            default ->
                throw new IllegalArgumentException(
                    "crops must be annotation or first-stage but was '" + setting.name() + "'");
          };
      setting.end();
      return crops;
    }
  }

  /**
   * (b) From the annotation, hence independent of the first stage. A landmark that it lacks is put
   * where the mean shape has it.
   */
  public record FromAnnotation() implements Crops {
    static final String NAME = "annotation";

    @Override
    public String line() {
      return NAME;
    }

    @Override
    public int copies() {
      return 1;
    }

    @Override
    public boolean runsFirstStage() {
      return false;
    }
  }

  /**
   * (a) From the first stage, run on training pictures under its own augmentation.
   *
   * @param copies samples per face, at least 1
   */
  public record FromFirstStage(int copies) implements Crops {
    static final String NAME = "first-stage";

    /** Checks the number. */
    public FromFirstStage {
      Recipe.atLeast("copies", 1, copies);
    }

    @Override
    public String line() {
      return SettingLine.print(NAME, "copies", copies);
    }

    @Override
    public boolean runsFirstStage() {
      return true;
    }
  }

  static Alignment.Kind kind(String line) {
    String name = SettingLine.nameAlone(line, "procrustes");
    return Labels.find("alignment must be", Alignment.Kind.values(), Alignment.Kind::label, name);
  }

  static TwoStagePrediction prediction(String line) {
    String name = SettingLine.nameAlone(line, "second-stage");
    return Labels.find(
        "prediction must be", TwoStagePrediction.values(), TwoStagePrediction::label, name);
  }
}
