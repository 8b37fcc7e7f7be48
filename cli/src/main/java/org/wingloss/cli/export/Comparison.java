package org.wingloss.cli.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wingloss.data.NumberText;
import org.wingloss.model.onnx.OnnxParity;
import org.wingloss.model.weights.Storage;

/** How far a written network is from the training engine, and whether that is allowed. */
record Comparison(OnnxParity parity, Storage precision, int inputSize) {
  boolean holds() {
    return precision == Storage.FLOAT32 ? parity.holds() : parity.holdsOnAverage(inputSize);
  }

  String text() {
    String verdict = holds() ? "allowed" : "MORE THAN";
    if (precision == Storage.FLOAT32) {
      return NumberText.format(
          "largest difference to the training engine %.2e px over %d crops (%s %.0e)",
          parity.largest(), parity.crops(), verdict, OnnxParity.TOLERANCE);
    }
    return NumberText.format(
        "%s, mean difference to the training engine in float32 %.3f px over %d crops of %d px (%s %.3f),"
            + " largest %.2f px",
        precision.label(),
        parity.mean(),
        parity.crops(),
        inputSize,
        verdict,
        OnnxParity.TOLERANCE_OF_MEAN * inputSize,
        parity.largest());
  }

  void describe(ObjectNode node) {
    node.put("precision", precision.label())
        .put("crops", parity.crops())
        .put("largest-difference", parity.largest())
        .put("mean-difference", parity.mean());
  }
}
