package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;
import org.wingloss.loss.L1;
import org.wingloss.loss.L2;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.RectifiedWing;
import org.wingloss.loss.SmoothL1;
import org.wingloss.loss.SoftWing;
import org.wingloss.loss.Wing;

/**
 * The formulas on tensors, value and slope at once, outside the autograd graph. The error is given
 * away: a kernel may overwrite it. Everything it creates hangs on the error's manager.
 *
 * <p>Nothing is compared or selected, for that costs ten times as much as arithmetic. With core =
 * min(|x|, w) the rest |x| − core is the linear tail, 0 before it. Slopes jump, and what jumps is
 * the sign of what lies beyond w.
 */
final class Kernels implements LandmarkLoss.Cases<Pieces> {
  private final NDArray error;
  private final Constants constants;
  private final Logarithm logarithm;

  Kernels(NDArray error, Constants constants, Logarithm logarithm) {
    this.error = error;
    this.constants = constants;
    this.logarithm = logarithm;
  }

  @Override
  public Pieces l1(L1 loss) {
    NDArray value = error.abs();
    return Pieces.without(error.signi(), value);
  }

  @Override
  public Pieces l2(L2 loss) {
    return Pieces.without(error, error.square().muli(constants.of(0.5)));
  }

  @Override
  public Pieces smoothL1(SmoothL1 loss) {
    NDArray value = error.abs();
    NDArray core = value.minimum(constants.of(loss.threshold()));
    NDArray slope = core.div(constants.of(loss.threshold()));
    value.subi(core).addi(core.muli(slope).muli(constants.of(0.5)));
    return Pieces.without(slope.muli(error.signi()), value);
  }

  @Override
  public Pieces wing(Wing loss) {
    return logarithmThenLine(error.abs(), loss.w(), loss.w(), loss.epsilon());
  }

  @Override
  public Pieces rectifiedWing(RectifiedWing loss) {
    NDArray magnitude = error.abs();
    NDArray counts = atLeast(magnitude, loss.r());
    NDArray beyond = magnitude.subi(constants.of(loss.r())).maximum(constants.of(0));
    Pieces wing = logarithmThenLine(beyond, loss.w() - loss.r(), loss.w(), loss.epsilon());
    wing.slope().muli(counts);
    return wing;
  }

  @Override
  public Pieces softWing(SoftWing loss) {
    NDArray magnitude = error.abs();
    NDArray outer = atLeast(magnitude, loss.omega1());
    NDArray core = magnitude.minimum(constants.of(loss.omega1()));
    double start = loss.epsilon() + loss.omega1();
    NDArray ratio = magnitude.subi(core).divi(constants.of(start));
    NDArray logarithmic = outer.div(logarithm.onePlus(ratio, Double.POSITIVE_INFINITY));
    logarithmic.muli(constants.of(loss.omega2() / start));
    // Added in this order: a small slope must not meet the 1 that it replaces.
    NDArray slope = outer.muli(constants.of(-1)).addi(constants.of(1)).addi(logarithmic);
    return new Pieces(slope.muli(error.signi()), 1, core, loss.omega2());
  }

  /** scale·ln(1 + a/ε) for a below the limit, then a line of slope 1; a is overwritten. */
  private Pieces logarithmThenLine(NDArray a, double limit, double scale, double epsilon) {
    NDArray outer;
    NDArray core;
    if (limit < epsilon) {
      outer = atLeast(a, limit);
      core = a.minimum(constants.of(limit));
      a.subi(core);
    } else {
      // Cheaper by three passes; what is added to the value at the limit is below rounding here.
      core = a.minimum(constants.below(limit));
      outer = a.subi(core).sign();
    }
    NDArray onePlus = logarithm.onePlus(core.muli(constants.of(1 / epsilon)), limit / epsilon);
    double steepest = scale / epsilon;
    // Where the line is, the logarithm's slope has come down to this share of 1.
    double reached = scale / (epsilon + limit);
    NDArray slope = error.signi();
    outer.muli(constants.of((1 - reached) / steepest)).muli(slope);
    slope.divi(onePlus).addi(outer);
    // Memory that is free again is still in the cache, which the next array profits from.
    outer.close();
    return new Pieces(slope, steepest, a, scale);
  }

  /** 1 where a ≥ limit, else 0: the sign of what lies beyond the number just below the limit. */
  private NDArray atLeast(NDArray a, double limit) {
    return a.sub(constants.below(limit)).maximum(constants.of(0)).signi();
  }
}
