package org.wingloss.cli.terminal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.wingloss.training.sweep.SweepCellResult;

/** Says how many trainings of a sweep stand where, whenever that has changed. */
public final class SweepProgress implements Consumer<List<SweepCellResult>> {
  private final Consumer<String> say;
  private String last = "";

  /** Tells the changes to {@code say}, one line each. */
  public SweepProgress(Consumer<String> say) {
    this.say = say;
  }

  @Override
  public void accept(List<SweepCellResult> rows) {
    Map<String, Long> counts =
        rows.stream()
            .collect(
                Collectors.groupingBy(SweepCellResult::state, TreeMap::new, Collectors.counting()));
    String states =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    if (!states.equals(last)) {
      say.accept("%d trainings: %s".formatted(rows.size(), states));
    }
    last = states;
  }
}
