package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
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
 * <p>Pieces are not chosen between but added up: with core = min(|x|, w) the part |x| − core is the
 * linear tail and 0 before it. Only slopes, which jump, are selected.
 */
final class Kernels implements LandmarkLoss.Cases<Pieces> {
  private final NDArray error;
  private final boolean single;

  Kernels(NDArray error) {
    this.error = error;
    this.single = error.getDataType() == DataType.FLOAT32;
  }

  @Override
  public Pieces l1(L1 loss) {
    return new Pieces(error.abs(), error.signi());
  }

  @Override
  public Pieces l2(L2 loss) {
    return new Pieces(error.square().muli(number(0.5)), error);
  }

  @Override
  public Pieces smoothL1(SmoothL1 loss) {
    NDArray value = error.abs();
    NDArray core = value.minimum(number(loss.threshold()));
    NDArray slope = core.div(number(loss.threshold()));
    value.subi(core).addi(core.muli(slope).muli(number(0.5)));
    return new Pieces(value, slope.muli(error.signi()));
  }

  @Override
  public Pieces wing(Wing loss) {
    return logarithmThenLine(error.abs(), loss.w(), loss.w(), loss.epsilon());
  }

  @Override
  public Pieces rectifiedWing(RectifiedWing loss) {
    NDArray magnitude = error.abs();
    NDArray counts = magnitude.gte(number(loss.r())).toType(error.getDataType(), false);
    NDArray beyond = magnitude.subi(number(loss.r())).maximum(number(0));
    Pieces pieces = logarithmThenLine(beyond, loss.w() - loss.r(), loss.w(), loss.epsilon());
    return new Pieces(pieces.value(), pieces.slope().muli(counts));
  }

  @Override
  public Pieces softWing(SoftWing loss) {
    NDArray beyond = error.abs();
    NDArray before = beyond.lt(number(loss.omega1()));
    NDArray value = beyond.minimum(number(loss.omega1()));
    double start = loss.epsilon() + loss.omega1();
    NDArray ratio = beyond.subi(value).divi(number(start));
    NDArray onePlus = ratio.add(number(1));
    value.addi(log1p(ratio, onePlus).muli(number(loss.omega2())));
    NDArray sign = error.signi();
    NDArray logarithmic = sign.div(onePlus).muli(number(loss.omega2() / start));
    return new Pieces(value, NDArrays.where(before, sign, logarithmic));
  }

  /** scale·ln(1 + a/ε) for a below the limit, then a line of slope 1; a is overwritten. */
  private Pieces logarithmThenLine(NDArray a, double limit, double scale, double epsilon) {
    NDArray before = a.lt(number(limit));
    NDArray ratio = a.minimum(number(limit));
    NDArray value = a.subi(ratio);
    ratio.divi(number(epsilon));
    NDArray onePlus = ratio.add(number(1));
    value.addi(log1p(ratio, onePlus).muli(number(scale)));
    NDArray sign = error.signi();
    NDArray logarithmic = sign.div(onePlus).muli(number(scale / epsilon));
    return new Pieces(value, NDArrays.where(before, logarithmic, sign));
  }

  /**
   * ln(1 + t) from u = fl(1 + t), to the last digits for t ≥ 0 however small: ln u plus (t − (u −
   * 1))/u for what the rounding of u lost. DJL has no such function. t is overwritten.
   */
  private NDArray log1p(NDArray t, NDArray u) {
    t.subi(u.sub(number(1))).divi(u);
    return u.log().addi(t);
  }

  /** A scalar of the error's precision. */
  private Number number(double value) {
    return single ? (Number) Float.valueOf((float) value) : (Number) Double.valueOf(value);
  }
}
