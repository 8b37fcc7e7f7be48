package org.wingloss.training.recipe;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.balance.PoseBalancing;
import org.wingloss.data.balance.PoseBalancingSettings;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.line.Labels;
import org.wingloss.data.line.SettingLine;
import org.wingloss.training.InvalidRecipeException;

/**
 * Pose-based data balancing (docs/paper.md, section 5): whether training faces with rare poses are
 * repeated: {@code none}, or {@code pose(bins=9,mode=default,component=auto,cap=20)}.
 *
 * @param settings how, unless the faces are taken as they are
 */
public record BalancingRecipe(Optional<PoseBalancingSettings> settings) {
  /** Every face once. */
  public static final BalancingRecipe NONE = new BalancingRecipe(Optional.empty());

  /**
   * Reads the one-line form.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static BalancingRecipe of(String line) {
    SettingLine setting = SettingLine.parse(line, "pose(bins=9)");
    BalancingRecipe balance =
        switch (setting.name()) {
          case "none" -> NONE;
          case "pose" -> new BalancingRecipe(Optional.of(settings(setting)));
          default ->
              throw new IllegalArgumentException(
                  "balance must be none or pose but was '" + line + "'");
        };
    setting.end();
    return balance;
  }

  private static PoseBalancingSettings settings(SettingLine setting) {
    PoseBalancingSettings.Mode mode =
        Labels.find(
            "mode must be",
            PoseBalancingSettings.Mode.values(),
            PoseBalancingSettings.Mode::toString,
            setting.text("mode", "default"));
    int component =
        setting.wholeOr(
            "component", "auto", PoseBalancingSettings.AUTO, PoseBalancingSettings.AUTO);
    int cap =
        setting.wholeOr(
            "cap", "none", PoseBalancingSettings.NO_CAP, PoseBalancingSettings.usualCap(mode));
    return new PoseBalancingSettings(mode, setting.whole("bins", 9), component, cap);
  }

  /** The one-line form that {@link #of} reads. */
  public String line() {
    return settings.map(BalancingRecipe::line).orElse("none");
  }

  private static String line(PoseBalancingSettings s) {
    return SettingLine.print(
        "pose",
        "bins",
        s.bins(),
        "mode",
        s.mode(),
        "component",
        s.component() == PoseBalancingSettings.AUTO ? "auto" : s.component(),
        "cap",
        s.cap() == PoseBalancingSettings.NO_CAP ? "none" : s.cap());
  }

  /**
   * The faces of an epoch: indices into the shapes, some more than once.
   *
   * @throws InvalidRecipeException if these shapes cannot be balanced so
   */
  public List<Integer> order(List<Landmarks> shapes) {
    try {
      IntStream order =
          settings
              .map(s -> IntStream.of(PoseBalancing.balance(shapes, s).indices()))
              .orElseGet(() -> IntStream.range(0, shapes.size()));
      return order.boxed().toList();
    } catch (IllegalArgumentException e) {
      throw new InvalidRecipeException("balance: " + e.getMessage(), e);
    }
  }
}
