package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;
import org.wingloss.loss.L1Loss;
import org.wingloss.loss.L2Loss;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.RectifiedWingLoss;
import org.wingloss.loss.SmoothL1Loss;
import org.wingloss.loss.SoftWingLoss;
import org.wingloss.loss.WingLoss;

/**
 * The formulas on tensors, value and slope at once, outside the autograd graph. The error is given
 * away: a kernel may overwrite it. Everything it creates hangs on the error's manager.
 *
 * <p>Nothing is compared or selected, for that costs ten times as much as arithmetic. With core =
 * min(|x|, w) the rest |x| − core is the linear tail, 0 before it. Slopes jump, and what jumps is
 * the sign of what lies beyond w.
 */
final class DjlKernels implements LandmarkLoss.Cases<DjlPointwiseLoss> {
  private final NDArray error;
  private final DeviceConstants constants;
  private final boolean summed;

  /**
   * Kernels for one tensor of errors.
   *
   * @param summed whether only the sum of a logarithm is needed
   */
  DjlKernels(NDArray error, DeviceConstants constants, boolean summed) {
    this.error = error;
    this.constants = constants;
    this.summed = summed;
  }

  @Override
  public DjlPointwiseLoss l1(L1Loss loss) {
    NDArray value = error.abs();
    // The sign of NaN is 0. What is added is 0 for every number, and NaN for NaN.
    NDArray slope = error.signi().addi(value.minimum(constants.of(0)));
    return DjlPointwiseLoss.without(slope, value);
  }

  @Override
  public DjlPointwiseLoss l2(L2Loss loss) {
    return DjlPointwiseLoss.without(error, error.square().muli(constants.of(0.5)));
  }

  @Override
  public DjlPointwiseLoss smoothL1(SmoothL1Loss loss) {
    NDArray value = error.abs();
    NDArray core = value.minimum(constants.of(loss.threshold()));
    NDArray slope = core.div(constants.of(loss.threshold()));
    value.subi(core).addi(core.muli(slope).muli(constants.of(0.5)));
    return DjlPointwiseLoss.without(slope.muli(error.signi()), value);
  }

  @Override
  public DjlPointwiseLoss wing(WingLoss loss) {
    return logarithmThenLine(error.abs(), loss.w(), loss.w(), loss.epsilon());
  }

  @Override
  public DjlPointwiseLoss rectifiedWing(RectifiedWingLoss loss) {
    NDArray magnitude = error.abs();
    NDArray counts = atLeast(magnitude, loss.r());
    NDArray beyond = magnitude.subi(constants.of(loss.r())).maximum(constants.of(0));
    DjlPointwiseLoss wing =
        logarithmThenLine(beyond, loss.w() - loss.r(), loss.w(), loss.epsilon());
    wing.slope().muli(counts);
    return wing;
  }

  @Override
  public DjlPointwiseLoss softWing(SoftWingLoss loss) {
    NDArray magnitude = error.abs();
    NDArray outer = atLeast(magnitude, loss.omega1());
    NDArray core = magnitude.minimum(constants.of(loss.omega1()));
    double start = loss.epsilon() + loss.omega1();
    Logarithm logarithm = logarithm(Double.POSITIVE_INFINITY);
    NDArray ratio = magnitude.subi(core).divi(constants.of(start));
    double steepest = loss.omega2() / start;
    NDArray logarithmic = outer.div(logarithm.onePlus(ratio));
    // Added in this order: a small slope must not meet the one that it replaces.
    NDArray one = constants.of(1 / steepest);
    NDArray slope = outer.muli(constants.of(-1 / steepest)).addi(one).addi(logarithmic);
    return new DjlPointwiseLoss(
        slope.muli(error.signi()), steepest, core, loss.omega2(), logarithm);
  }

  /** scale·ln(1 + a/ε) for a below the limit, then a line of slope 1; a is overwritten. */
  private DjlPointwiseLoss logarithmThenLine(
      NDArray a, double limit, double scale, double epsilon) {
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
    double steepest = scale / epsilon;
    Logarithm logarithm = logarithm(limit / epsilon);
    NDArray divisor = logarithm.onePlus(core.muli(constants.of(1 / epsilon)));
    // The slope is steepest/divisor: where the line is, steepest takes the place of 1 + limit/ε.
    double step = (scale - limit) / epsilon - 1;
    if (step == -1) {
      divisor.subi(outer);
    } else {
      divisor.addi(outer.muli(constants.of(step)));
    }
    // Memory that is free again is still in the cache, which the next array profits from.
    outer.close();
    return new DjlPointwiseLoss(error.signi().divi(divisor), steepest, a, scale, logarithm);
  }

  private Logarithm logarithm(double largest) {
    return Logarithm.of(constants, error.size(), summed, largest);
  }

  /** 1 where a ≥ limit, else 0: the sign of what lies beyond the number just below the limit. */
  private NDArray atLeast(NDArray a, double limit) {
    return a.sub(constants.below(limit)).maximum(constants.of(0)).signi();
  }
}
