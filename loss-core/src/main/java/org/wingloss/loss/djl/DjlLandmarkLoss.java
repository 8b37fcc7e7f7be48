package org.wingloss.loss.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;

/**
 * A {@link LandmarkLoss} as a loss of DJL: predictions and targets of shape (N, 2L), rows {@code
 * [x1..xL, y1..yL]}, float32 or float64, on any device; the result is a scalar on that device and
 * nothing is copied to the host.
 *
 * <p>The gradient is computed in closed form together with the value instead of by autograd through
 * the formula: it is finite for every finite input, 0 where the error is 0, NaN where it is NaN,
 * and costs one pass backwards. It cannot be differentiated a second time.
 *
 * <p>Landmarks can be hidden from the loss by a mask (N, L), 1 for those that count and 0 for those
 * that do not; whatever the target holds there, NaN included, has no effect. Values between are
 * weights.
 */
public final class DjlLandmarkLoss extends Loss implements AutoCloseable {
  private final LandmarkLoss loss;
  private final Reduction reduction;
  private final double[] weights;
  private final Map<Place, DeviceConstants> constants = new ConcurrentHashMap<>();

  /** A loss in which every landmark has weight 1. */
  public DjlLandmarkLoss(LandmarkLoss loss, Reduction reduction) {
    this(loss, reduction, new double[0]);
  }

  /**
   * A loss with a weight for every landmark.
   *
   * @param weights L weights, finite and at least 0; none at all means 1 for every landmark
   * @throws IllegalArgumentException if a weight is negative or not finite
   */
  public DjlLandmarkLoss(LandmarkLoss loss, Reduction reduction, double... weights) {
    super(loss + " " + reduction);
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of landmark %d must be >= 0 and finite but was %s"
                .formatted(i, weights[i]));
      }
    }
    this.loss = loss;
    this.reduction = reduction;
    this.weights = weights.clone();
  }

  /**
   * The loss of a batch.
   *
   * @param labels the target (N, 2L), and the mask (N, L) where there is one
   * @param predictions the prediction (N, 2L)
   * @return a scalar
   * @throws IllegalArgumentException on other numbers of arrays, shapes or data types
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    if (labels.isEmpty() || labels.size() > 2 || predictions.size() != 1) {
      throw new IllegalArgumentException(
          "labels must hold the target and perhaps a mask, predictions one array, but %d and %d came"
              .formatted(labels.size(), predictions.size()));
    }
    NDArray mask = labels.size() == 2 ? labels.get(1) : null;
    return evaluate(labels.get(0), predictions.get(0), mask);
  }

  /**
   * The loss of a batch.
   *
   * @param target (N, 2L)
   * @param prediction (N, 2L)
   * @param mask (N, L), or null when every landmark counts
   * @return a scalar
   * @throws IllegalArgumentException on other shapes or data types
   */
  public NDArray evaluate(NDArray target, NDArray prediction, NDArray mask) {
    check(target, prediction, mask);
    NDManager owner = prediction.getManager();
    try (NDManager scratch = owner.newSubManager(prediction.getDevice())) {
      NDArray frozen = prediction.stopGradient();
      frozen.attach(scratch);
      NDArray weight = weight(scratch, frozen, mask);
      NDArray error = frozen.sub(target);
      if (mask != null) {
        // Selected, not multiplied: a hidden target may be NaN.
        error = NDArrays.where(weight.gt(0), error, error.zerosLike());
      }
      DeviceConstants constants = constants(prediction);
      DjlPointwiseLoss pieces = loss.match(new DjlKernels(error, constants, weight == null));
      NDArray value = value(pieces, weight, constants);
      NDArray slope = weight == null ? pieces.slope() : pieces.slope().muli(weight);
      NDArray scale =
          weight == null
              ? constants.of(pieces.factor() * share(prediction.getShape()))
              : scale(constants.of(pieces.factor()), divisor(weight));
      // The product is 0, its derivative the slope: this is how the closed form enters the graph.
      // Never left out: hasGradient() is true of leaves alone, not of what a network computed.
      NDArray zero = prediction.sub(frozen);
      zero.attach(scratch);
      NDArray result = zero.flatten().dot(slope.flatten()).add(value).mul(scale);
      result.attach(owner);
      return result;
    }
  }

  /** The weight of every coordinate (N, 2L), or null when all are 1. */
  private NDArray weight(NDManager scratch, NDArray like, NDArray mask) {
    NDArray perLandmark = null;
    if (mask != null) {
      perLandmark = mask.toType(like.getDataType(), true);
      perLandmark.attach(scratch);
    }
    if (weights.length > 0) {
      NDArray row = scratch.create(weights, new Shape(1, weights.length));
      row = row.toType(like.getDataType(), false);
      long faces = like.getShape().get(0);
      perLandmark = perLandmark == null ? row.repeat(0, faces) : perLandmark.mul(row);
    }
    return perLandmark == null ? null : perLandmark.concat(perLandmark, 1);
  }

  /** Σ k·f/factor over all coordinates. */
  private static NDArray value(DjlPointwiseLoss pieces, NDArray weight, DeviceConstants constants) {
    Logarithm logarithm = pieces.logarithm();
    NDArray inverse = constants.of(1 / pieces.factor());
    NDArray scale = constants.of(pieces.scale() / pieces.factor());
    NDArray line = pieces.line();
    if (weight == null) {
      NDArray sum = line.sum();
      line.close();
      return logarithm == null ? sum : sum.muli(inverse).addi(logarithm.sum().muli(scale));
    }
    if (logarithm != null) {
      line.muli(inverse).addi(logarithm.elements().muli(scale));
    }
    return line.muli(weight).sum();
  }

  /** What the sum is multiplied by when every weight is 1. */
  private double share(Shape shape) {
    return switch (reduction) {
      case SUM -> 1;
      case PER_FACE -> 1.0 / shape.get(0);
      case MEAN -> 1.0 / shape.size();
    };
  }

  /** What the sum is divided by; 1 when nothing counts, for then the sum is 0. */
  private NDArray divisor(NDArray weight) {
    NDArray count =
        switch (reduction) {
          case SUM -> weight.getManager().ones(new Shape(), weight.getDataType());
          case PER_FACE -> weight.sum(new int[] {1}).sign().sum();
          case MEAN -> weight.sum();
        };
    return count.addi(count.eq(0).toType(count.getDataType(), false));
  }

  /** factor/divisor on the step's manager: a quotient of the factor would stay as long as it. */
  private static NDArray scale(NDArray factor, NDArray divisor) {
    return divisor.onesLike().muli(factor).divi(divisor);
  }

  private DeviceConstants constants(NDArray like) {
    Place place = new Place(like.getDevice(), like.getDataType());
    return constants.computeIfAbsent(
        place, p -> new DeviceConstants(like.getManager(), p.device(), p.type()));
  }

  /** How many arrays it keeps between steps. */
  int kept() {
    return constants.values().stream().mapToInt(DeviceConstants::size).sum();
  }

  /** Frees the few scalars that the loss keeps on every device where it was used. */
  @Override
  public void close() {
    constants.values().forEach(DeviceConstants::close);
    constants.clear();
  }

  private record Place(Device device, DataType type) {}

  private void check(NDArray target, NDArray prediction, NDArray mask) {
    DataType type = prediction.getDataType();
    if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
      throw new IllegalArgumentException("prediction must be float32 or float64 but was " + type);
    }
    if (target.getDataType() != type) {
      throw new IllegalArgumentException(
          "target must be %s, as the prediction is, but was %s"
              .formatted(type, target.getDataType()));
    }
    Shape shape = prediction.getShape();
    if (shape.dimension() != 2 || shape.get(0) < 1 || shape.get(1) < 2 || shape.get(1) % 2 != 0) {
      throw new IllegalArgumentException(
          "prediction must have the shape (N, 2L) with N and L >= 1 but was " + shape);
    }
    if (!target.getShape().equals(shape)) {
      throw new IllegalArgumentException(
          "target must have the prediction's shape %s but was %s"
              .formatted(shape, target.getShape()));
    }
    Shape perLandmark = new Shape(shape.get(0), shape.get(1) / 2);
    if (mask != null && !mask.getShape().equals(perLandmark)) {
      throw new IllegalArgumentException(
          "mask must have the shape (N, L) = %s but was %s"
              .formatted(perLandmark, mask.getShape()));
    }
    if (weights.length > 0 && weights.length != perLandmark.get(1)) {
      throw new IllegalArgumentException(
          "the loss has weights for %d landmarks but the prediction has %d"
              .formatted(weights.length, perLandmark.get(1)));
    }
  }
}
