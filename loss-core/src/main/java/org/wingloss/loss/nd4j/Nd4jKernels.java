package org.wingloss.loss.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.wingloss.loss.L1Loss;
import org.wingloss.loss.L2Loss;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.RectifiedWingLoss;
import org.wingloss.loss.SmoothL1Loss;
import org.wingloss.loss.SoftWingLoss;
import org.wingloss.loss.WingLoss;

/**
 * The formulas on arrays, value and slope at once. Pieces are not chosen between but added up: with
 * core = min(|x|, w) the part |x| − core is the linear tail and 0 before it. Slopes, which jump,
 * are added with weights 0 and 1.
 */
final class Nd4jKernels implements LandmarkLoss.Cases<Nd4jPointwiseLoss> {
  private final INDArray magnitude;
  private final INDArray sign;
  private final DataType type;

  Nd4jKernels(INDArray error) {
    this.magnitude = Transforms.abs(error, true);
    this.sign = Transforms.sign(error, true);
    this.type = error.dataType();
  }

  @Override
  public Nd4jPointwiseLoss l1(L1Loss loss) {
    return new Nd4jPointwiseLoss(magnitude, sign);
  }

  @Override
  public Nd4jPointwiseLoss l2(L2Loss loss) {
    return new Nd4jPointwiseLoss(magnitude.mul(magnitude).muli(0.5), sign.mul(magnitude));
  }

  @Override
  public Nd4jPointwiseLoss smoothL1(SmoothL1Loss loss) {
    INDArray core = Transforms.min(magnitude, loss.threshold(), true);
    INDArray slope = core.div(loss.threshold());
    INDArray value = magnitude.sub(core).addi(core.mul(slope).muli(0.5));
    return new Nd4jPointwiseLoss(value, slope.muli(sign));
  }

  @Override
  public Nd4jPointwiseLoss wing(WingLoss loss) {
    return logarithmThenLine(magnitude, loss.w(), loss.w(), loss.epsilon());
  }

  @Override
  public Nd4jPointwiseLoss rectifiedWing(RectifiedWingLoss loss) {
    INDArray counts = magnitude.gte(loss.r()).castTo(type);
    INDArray beyond = magnitude.sub(loss.r()).muli(counts);
    Nd4jPointwiseLoss pieces =
        logarithmThenLine(beyond, loss.w() - loss.r(), loss.w(), loss.epsilon());
    return new Nd4jPointwiseLoss(pieces.value(), pieces.slope().muli(counts));
  }

  @Override
  public Nd4jPointwiseLoss softWing(SoftWingLoss loss) {
    INDArray before = magnitude.lt(loss.omega1()).castTo(type);
    INDArray core = Transforms.min(magnitude, loss.omega1(), true);
    double start = loss.epsilon() + loss.omega1();
    INDArray ratio = magnitude.sub(core).divi(start);
    INDArray onePlus = ratio.add(1);
    INDArray slope = onePlus.rdiv(loss.omega2() / start).muli(before.rsub(1)).addi(before);
    INDArray value = log1p(ratio, onePlus).muli(loss.omega2()).addi(core);
    return new Nd4jPointwiseLoss(value, slope.muli(sign));
  }

  /** scale·ln(1 + a/ε) for a below the limit, then a line of slope 1. */
  private Nd4jPointwiseLoss logarithmThenLine(
      INDArray a, double limit, double scale, double epsilon) {
    INDArray before = a.lt(limit).castTo(type);
    INDArray core = Transforms.min(a, limit, true);
    INDArray line = a.sub(core);
    INDArray ratio = core.divi(epsilon);
    INDArray onePlus = ratio.add(1);
    INDArray slope = onePlus.rdiv(scale / epsilon).muli(before).addi(before.rsub(1));
    INDArray value = log1p(ratio, onePlus).muli(scale).addi(line);
    return new Nd4jPointwiseLoss(value, slope.muli(sign));
  }

  /**
   * ln(1 + t) from u = fl(1 + t), to the last digits for t ≥ 0 however small: ln u plus (t − (u −
   * 1))/u for what the rounding of u lost. ND4J's own log1p takes the logarithm of u alone.
   */
  private static INDArray log1p(INDArray t, INDArray u) {
    return Transforms.log(u, true).addi(t.sub(u.sub(1)).divi(u));
  }
}
