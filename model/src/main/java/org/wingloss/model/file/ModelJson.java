package org.wingloss.model.file;

import java.util.Map;
import java.util.Optional;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.Preprocessing;
import org.wingloss.model.network.UsualSpread;
import org.wingloss.model.onnx.graph.Quantisation;

/** {@code model.json} as it stands in the file. */
record ModelJson(
    String format,
    int version,
    String network,
    int inputSize,
    LandmarkScheme scheme,
    BoxProtocol box,
    Preprocessing preprocessing,
    String loss,
    Map<String, String> provenance,
    Map<String, Fingerprint> files) {
  static final String FORMAT = "wingloss-model";
  static final int VERSION = 1;

  ModelJson {
    NetworkSpec spec = NetworkSpec.of(network);
    if (spec.inputSize() != inputSize) {
      throw new IllegalArgumentException(
          "input-size is %d but network '%s' has %d"
              .formatted(inputSize, network, spec.inputSize()));
    }
    spec.requireBounded(scheme.count());
    files.keySet().forEach(ModelStore::plain);
  }

  static ModelJson of(ModelDescription description, Map<String, Fingerprint> files) {
    return new ModelJson(
        FORMAT,
        VERSION,
        description.network().line(),
        description.network().inputSize(),
        description.scheme(),
        description.box(),
        Preprocessing.VERSION_1,
        description.loss(),
        description.provenance(),
        files);
  }

  ModelDescription description(
      Optional<PlausibleShapes> shapes,
      Optional<UsualSpread> spread,
      Optional<Quantisation> quantisation,
      double flipOffset) {
    return new ModelDescription(
        NetworkSpec.of(network),
        scheme,
        box,
        loss,
        provenance,
        shapes,
        spread,
        quantisation,
        flipOffset);
  }
}
