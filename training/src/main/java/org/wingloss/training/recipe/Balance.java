package org.wingloss.training.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.balance.BalanceSettings;
import org.wingloss.data.balance.PoseBalancing;
import org.wingloss.data.geometry.Landmarks;
import org.wingloss.training.line.Call;

/**
 * Whether training faces are repeated until the poses are even (the paper's PDB): {@code none}, or
 * {@code pose(bins=9,mode=default,component=auto,cap=20)}.
 *
 * @param settings how, unless the faces are taken as they are
 */
public record Balance(Optional<BalanceSettings> settings) {
  /** Every face once. */
  public static final Balance NONE = new Balance(Optional.empty());

  /**
   * Reads the one-line form.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static Balance of(String line) {
    Call call = Call.parse(line, "pose(bins=9)");
    Balance balance =
        switch (call.name()) {
          case "none" -> NONE;
          case "pose" -> new Balance(Optional.of(settings(call)));
          default ->
              throw new IllegalArgumentException(
                  "balance must be none or pose but was '" + line + "'");
        };
    call.end();
    return balance;
  }

  private static BalanceSettings settings(Call call) {
    String name = call.text("mode", "default");
    BalanceSettings.Mode mode =
        java.util.Arrays.stream(BalanceSettings.Mode.values())
            .filter(one -> one.toString().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mode must be faithful, default or interpolated but was '" + name + "'"));
    boolean faithful = mode == BalanceSettings.Mode.FAITHFUL;
    int component = call.wholeOr("component", "auto", BalanceSettings.AUTO);
    int cap =
        call.has("cap")
            ? call.wholeOr("cap", "none", BalanceSettings.NO_CAP)
            : faithful ? BalanceSettings.NO_CAP : BalanceSettings.USUAL_CAP;
    return new BalanceSettings(mode, call.whole("bins", 9), component, cap);
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
                    s.component() == BalanceSettings.AUTO ? "auto" : s.component(),
                    s.cap() == BalanceSettings.NO_CAP ? "none" : s.cap()))
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
