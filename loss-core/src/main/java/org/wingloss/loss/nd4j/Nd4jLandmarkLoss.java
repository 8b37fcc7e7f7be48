package org.wingloss.loss.nd4j;

import java.util.Arrays;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.wingloss.loss.LandmarkLoss;

/**
 * A {@link LandmarkLoss} as a loss function of Deeplearning4j: {@code .lossFunction(new
 * Nd4jLandmarkLoss("wing(w=10,epsilon=2)"))}. Labels and outputs have the shape (N, 2L), rows
 * {@code [x1..xL, y1..yL]}, float or double.
 *
 * <p>Reduction: the score of a face is the sum over its coordinates. Deeplearning4j itself divides
 * by the mini-batch size, score and gradient alike, unless a configuration says {@code
 * miniBatch(false)}: the paper's reduction is the one by default.
 *
 * <p>Masks are (N, 1) by face, (N, L) by landmark or (N, 2L) by coordinate; whatever the labels
 * hold where the mask is 0, NaN included, has no effect. Values between 0 and 1 are weights.
 *
 * <p>Where an error is NaN, the score and that coordinate's gradient are NaN.
 *
 * <p>Travels in a configuration's JSON and YAML as one line and is {@link java.io.Serializable}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Nd4jLandmarkLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final String loss;
  private final double[] weights;
  private transient LandmarkLoss parsed;

  /** A loss in which every landmark has weight 1. */
  public Nd4jLandmarkLoss(LandmarkLoss loss) {
    this(loss.toString(), null);
  }

  /**
   * A loss by its line.
   *
   * @throws IllegalArgumentException if {@link LandmarkLoss#parse} refuses the line
   */
  public Nd4jLandmarkLoss(String loss) {
    this(loss, null);
  }

  /**
   * A loss with a weight for every landmark.
   *
   * @param loss the loss's line
   * @param weights L weights, finite and at least 0; null means 1 for every landmark
   * @throws IllegalArgumentException if the line is refused or a weight is negative or not finite
   */
  @JsonCreator
  public Nd4jLandmarkLoss(
      @JsonProperty("loss") String loss, @JsonProperty("weights") double[] weights) {
    if (loss == null) {
      throw new IllegalArgumentException("loss must be given");
    }
    this.parsed = LandmarkLoss.parse(loss);
    this.loss = parsed.toString();
    for (int i = 0; weights != null && i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of landmark %d must be >= 0 and finite but was %s"
                .formatted(i, weights[i]));
      }
    }
    this.weights = weights == null ? null : weights.clone();
  }

  /** The loss's line. */
  @JsonProperty("loss")
  public String loss() {
    return loss;
  }

  /** The weight of every landmark, or null when all are 1. */
  @JsonProperty("weights")
  public double[] weights() {
    return weights == null ? null : weights.clone();
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    double sum = scores(labels, preOutput, activation, mask).sumNumber().doubleValue();
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return scores(labels, preOutput, activation, mask).sum(true, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return gradient(pieces(labels, preOutput, activation, mask), preOutput, activation, mask);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    Nd4jPointwiseLoss pieces = pieces(labels, preOutput, activation, mask);
    double sum = weighted(pieces.value(), mask).sumNumber().doubleValue();
    INDArray gradient = gradient(pieces, preOutput, activation, mask);
    return Pair.of(average ? sum / preOutput.size(0) : sum, gradient);
  }

  private INDArray scores(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return weighted(pieces(labels, preOutput, activation, mask).value(), mask);
  }

  private INDArray gradient(
      Nd4jPointwiseLoss pieces, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray byOutput = weighted(pieces.slope(), mask);
    // An activation may overwrite its input.
    INDArray gradient = activation.backprop(preOutput.dup(), byOutput).getFirst();
    if (mask == null) {
      return gradient;
    }
    // One that couples outputs fills hidden places again; the weights of the others are in already.
    // Selected, not multiplied: a hidden output may be NaN.
    return select(perCoordinate(mask, gradient).gt(0), gradient, Nd4j.zerosLike(gradient));
  }

  private Nd4jPointwiseLoss pieces(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    check(labels, preOutput, mask);
    INDArray output = activation.getActivation(preOutput.dup(), true);
    INDArray error = output.sub(labels.castTo(output.dataType()));
    if (mask != null) {
      // Selected, not multiplied: a hidden label may be NaN.
      error = select(perCoordinate(mask, output).gt(0), error, Nd4j.zerosLike(error));
    }
    Nd4jPointwiseLoss pieces = parsed().match(new Nd4jKernels(error));
    // ND4J's sign of NaN is 0 and would hide it from the training.
    return new Nd4jPointwiseLoss(pieces.value(), select(error.isNaN(), error, pieces.slope()));
  }

  private INDArray weighted(INDArray values, INDArray mask) {
    INDArray out = values;
    if (weights != null) {
      INDArray row = Nd4j.createFromArray(new double[][] {weights});
      out = out.mulRowVector(Nd4j.concat(1, row, row).castTo(values.dataType()));
    }
    return mask == null ? out : out.mul(perCoordinate(mask, values));
  }

  private static INDArray select(INDArray condition, INDArray yes, INDArray no) {
    INDArray out = no.ulike();
    Nd4j.exec(
        DynamicCustomOp.builder("select").addInputs(condition, yes, no).addOutputs(out).build());
    return out;
  }

  /** The mask as (N, 2L). */
  private static INDArray perCoordinate(INDArray mask, INDArray like) {
    INDArray typed = mask.castTo(like.dataType());
    if (mask.size(1) == like.size(1)) {
      return typed;
    }
    return mask.size(1) == 1 ? typed.repeat(1, like.size(1)) : Nd4j.concat(1, typed, typed);
  }

  private void check(INDArray labels, INDArray preOutput, INDArray mask) {
    DataType type = preOutput.dataType();
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("the output must be float or double but was " + type);
    }
    if (!labels.dataType().isFPType()) {
      throw new IllegalArgumentException(
          "labels must be of a floating type but were " + labels.dataType());
    }
    if (preOutput.rank() != 2 || preOutput.size(1) % 2 != 0) {
      throw new IllegalArgumentException(
          "the output must have the shape (N, 2L) but was " + shape(preOutput));
    }
    if (!labels.equalShapes(preOutput)) {
      throw new IllegalArgumentException(
          "labels must have the output's shape %s but were %s"
              .formatted(shape(preOutput), shape(labels)));
    }
    long landmarks = preOutput.size(1) / 2;
    if (weights != null && weights.length != landmarks) {
      throw new IllegalArgumentException(
          "the loss has weights for %d landmarks but the output has %d"
              .formatted(weights.length, landmarks));
    }
    if (mask != null
        && (mask.rank() != 2
            || mask.size(0) != preOutput.size(0)
            || (mask.size(1) != 1 && mask.size(1) != landmarks && mask.size(1) != 2 * landmarks))) {
      throw new IllegalArgumentException(
          "mask must have the shape (N, 1), (N, L) or (N, 2L) for the output %s but was %s"
              .formatted(shape(preOutput), shape(mask)));
    }
  }

  private static String shape(INDArray array) {
    return Arrays.toString(array.shape());
  }

  private LandmarkLoss parsed() {
    if (parsed == null) {
      parsed = LandmarkLoss.parse(loss);
    }
    return parsed;
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Nd4jLandmarkLoss that
        && loss.equals(that.loss)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * loss.hashCode() + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return loss;
  }
}
