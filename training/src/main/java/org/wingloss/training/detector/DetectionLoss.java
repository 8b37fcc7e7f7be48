package org.wingloss.training.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.wingloss.model.network.DetectionNetwork;

/**
 * The loss of a detector: focal loss of the scores (Lin et al., ICCV 2017, equation 5) and the L1
 * norm of the box numbers on positive cells, both per positive cell.
 *
 * @param alpha the weight of positive cells, 1 − α that of negative ones
 * @param gamma how much easy cells lose weight
 * @param box the weight of the boxes
 */
record DetectionLoss(float alpha, float gamma, float box) {
  /** The numbers of the focal loss are its authors'. */
  static final DetectionLoss STANDARD = new DetectionLoss(0.25f, 2f, 1f);

  /**
   * The loss of a batch.
   *
   * @param output of a {@link DetectionNetwork}, float32
   * @param scratch owns what is made on the way
   */
  NDArray of(NDArray output, CellTargets targets, NDManager scratch) {
    long n = output.getShape().get(0);
    Shape map = new Shape(n, 1, targets.side(), targets.side());
    NDArray faces = scratch.create(targets.faces(), map);
    NDArray counted = scratch.create(targets.counted(), map);
    NDArray boxes =
        scratch.create(targets.boxes(), new Shape(n, 4, targets.side(), targets.side()));
    NDArray logits = output.get(new NDIndex(":, 0:1"));
    NDArray share = Activation.sigmoid(logits);
    NDArray entropy = Activation.softPlus(logits).sub(logits.mul(faces));
    NDArray wrong = faces.sub(share).abs();
    NDArray weight = faces.mul(2 * alpha - 1).add(1 - alpha).mul(counted).mul(wrong.pow(gamma));
    NDArray offsets = output.get(new NDIndex(":, 1:" + DetectionNetwork.NUMBERS));
    NDArray distance = offsets.sub(boxes).abs().mul(faces).sum().mul(box);
    NDArray count = faces.sum().maximum(1);
    return entropy.mul(weight).sum().add(distance).div(count);
  }
}
