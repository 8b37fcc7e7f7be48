package org.wingloss.training.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wingloss.training.line.Call;

/**
 * A staircase: the rate is multiplied by {@code factor} at each of the given shares of the
 * training.
 *
 * @param from the first step's rate, above 0
 * @param factor above 0, below 1
 * @param at ascending shares of the training, each above 0 and below 1
 */
public record StepSchedule(double from, double factor, List<Double> at)
    implements LearningRateSchedule {
  static final String NAME = "steps";

  /** Checks and copies. */
  public StepSchedule {
    LearningRateSchedule.requireRate("from", from);
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor must be > 0 and < 1 but was " + factor);
    }
    at = List.copyOf(at);
    double before = 0;
    for (double share : at) {
      if (!(share > before && share < 1)) {
        throw new IllegalArgumentException(
            "at must be ascending shares between 0 and 1 but was " + at);
      }
      before = share;
    }
    if (at.isEmpty()) {
      throw new IllegalArgumentException("at must name at least one share of the training");
    }
  }

  static StepSchedule of(Call call) {
    List<Double> at = new ArrayList<>();
    for (String share : call.text("at", "").split("-", -1)) {
      try {
        at.add(Double.valueOf(share));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "at must be shares of the training like 0.6-0.9 but held '" + share + "'", e);
      }
    }
    return new StepSchedule(call.number("from"), call.number("factor"), at);
  }

  @Override
  public double rate(long step, long steps) {
    LearningRateSchedule.progress(step, steps);
    double rate = from;
    for (double share : at) {
      rate *= step >= share * steps ? factor : 1;
    }
    return rate;
  }

  @Override
  public double highest() {
    return from;
  }

  @Override
  public String line() {
    return "%s(from=%s,factor=%s,at=%s)"
        .formatted(
            NAME,
            Call.format(from),
            Call.format(factor),
            at.stream().map(Call::format).collect(Collectors.joining("-")));
  }
}
