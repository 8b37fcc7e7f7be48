package org.wingloss.cli.export;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.CalibrationCrops;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.onnx.Calibration;
import org.wingloss.model.onnx.OnnxExport;
import org.wingloss.model.onnx.OnnxParity;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.weights.Weights;

/**
 * A network of a model as it is to be written.
 *
 * @param crops of faces on which it is compared with the training engine; none for random ones
 */
record ExportedNetwork(ModelDescription description, Weights weights, List<RgbImage> crops) {
  private static final int RANDOM_CROPS = 100;

  /** The networks of a model in float32, those of a model in 8 bits too. */
  static List<ExportedNetwork> of(StoredModel model) {
    return model.stages().stream()
        .map(
            stage ->
                new ExportedNetwork(
                    stage.description().withoutQuantisation(), stage.weights(), List.of()))
        .toList();
  }

  /** The networks of a model in 8 bits. */
  static List<ExportedNetwork> quantised(
      StoredModel model, Iterator<FaceInput> faces, String what) {
    List<List<RgbImage>> crops = CalibrationCrops.of(model, faces);
    List<ExportedNetwork> networks = new ArrayList<>();
    for (ModelFile stage : model.stages()) {
      List<RgbImage> seen = crops.get(networks.size());
      Weights weights = stage.weights();
      ModelDescription plain = stage.description().withoutQuantisation();
      Quantisation steps = Calibration.of(plain, weights, seen, what);
      networks.add(new ExportedNetwork(plain.withQuantisation(steps), weights, seen));
    }
    return networks;
  }

  /**
   * Compares the file that was written of this network with the training engine.
   *
   * @param batch the fixed batch size, or 0
   */
  OnnxParity compare(byte[] onnx, OnnxExport.Form form, int batch) {
    int[] batches = batch == 0 ? new int[] {1, 3, 8} : new int[] {batch};
    return crops.isEmpty()
        ? OnnxParity.measure(
            description, weights, onnx, form, Math.max(RANDOM_CROPS, batch), batches)
        : OnnxParity.measure(description, weights, onnx, form, crops, batches);
  }
}
