package org.wingloss.training.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.balance.PoseBalancing;
import org.wingloss.data.balance.PoseBalancingSettings;
import org.wingloss.data.face.Landmarks;
import org.wingloss.training.line.Call;

/**
 * Whether training faces are repeated until the poses are even (the paper's PDB): {@code none}, or
 * {@code pose(bins=9,mode=default,component=auto,cap=20)}.
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
    Call call = Call.parse(line, "pose(bins=9)");
    BalancingRecipe balance =
        switch (call.name()) {
          case "none" -> NONE;
          case "pose" -> new BalancingRecipe(Optional.of(settings(call)));
          default ->
              throw new IllegalArgumentException(
                  "balance must be none or pose but was '" + line + "'");
        };
    call.end();
    return balance;
  }

  private static PoseBalancingSettings settings(Call call) {
    String name = call.text("mode", "default");
    PoseBalancingSettings.Mode mode =
        java.util.Arrays.stream(PoseBalancingSettings.Mode.values())
            .filter(one -> one.toString().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mode must be faithful, default or interpolated but was '" + name + "'"));
    boolean faithful = mode == PoseBalancingSettings.Mode.FAITHFUL;
    int component = call.wholeOr("component", "auto", PoseBalancingSettings.AUTO);
    int cap =
        call.has("cap")
            ? call.wholeOr("cap", "none", PoseBalancingSettings.NO_CAP)
            : faithful ? PoseBalancingSettings.NO_CAP : PoseBalancingSettings.USUAL_CAP;
    return new PoseBalancingSettings(mode, call.whole("bins", 9), component, cap);
  }

  /** The one-line form that {@link #of} reads. */
  public String line() {
    return settings
        .map(
            s ->
                String.format(
                    Locale.ROOT,
                    "pose(bins=%d,mode=%s,component=%s,cap=%s)",
                    s.bins(),
                    s.mode(),
                    s.component() == PoseBalancingSettings.AUTO ? "auto" : s.component(),
                    s.cap() == PoseBalancingSettings.NO_CAP ? "none" : s.cap()))
        .orElse("none");
  }

  /** The faces of an epoch: indices into the shapes, some more than once. */
  public List<Integer> order(List<Landmarks> shapes) {
    IntStream order =
        settings
            .map(s -> IntStream.of(PoseBalancing.balance(shapes, s).indices()))
            .orElseGet(() -> IntStream.range(0, shapes.size()));
    return order.boxed().toList();
  }
}
