package org.wingloss.model.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.model.alignment.TransformChain;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.ModelDescription;

/** One network on the crop of the face box (docs/paper.md, section 3). */
public final class OneStageLocaliser implements Localiser {
  private final OnnxNetwork network;

  private OneStageLocaliser(OnnxNetwork network) {
    this.network = network;
  }

  static OneStageLocaliser of(ModelFile model, int threads) {
    return new OneStageLocaliser(OnnxNetwork.of(model, threads));
  }

  @Override
  public ModelDescription description() {
    return network.description();
  }

  @Override
  public List<Localisation> localise(List<FaceQuery> faces) {
    List<OnnxNetwork.Crop> crops = new ArrayList<>(faces.size());
    for (FaceQuery face : faces) {
      AffineMap map =
          AffineMap.boxToSquare(description().box().cropBox(face.shiftedBox()), network.size());
      crops.add(
          new OnnxNetwork.Crop(
              face.image(), NetworkOutput.mirrored(map, network.size(), face.mirrored())));
    }
    double[][] vectors = network.run(crops);
    List<Localisation> answers = new ArrayList<>(faces.size());
    for (int i = 0; i < vectors.length; i++) {
      AffineMap map = crops.get(i).networkFromImage();
      answers.add(
          new Localisation(
              NetworkOutput.inImage(
                  vectors[i], map, description().scheme(), faces.get(i).mirrored()),
              TransformChain.of("network", "image", map),
              Optional.empty()));
    }
    return answers;
  }

  OnnxNetwork network() {
    return network;
  }

  @Override
  public void close() {
    network.close();
  }
}
