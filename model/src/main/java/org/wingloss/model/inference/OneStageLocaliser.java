package org.wingloss.model.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.model.alignment.TransformChain;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Weights;

/** One network on the crop of the face box (docs/paper.md, section 3). */
final class OneStageLocaliser extends Localiser {
  private final OnnxNetwork network;

  private OneStageLocaliser(OnnxNetwork network) {
    this.network = network;
  }

  static OneStageLocaliser of(ModelFile model, int threads) {
    return of(model.description(), model.weights(), threads);
  }

  static OneStageLocaliser of(ModelDescription description, Weights weights, int threads) {
    return new OneStageLocaliser(OnnxNetwork.of(description, weights, threads));
  }

  @Override
  public ModelDescription description() {
    return network.description();
  }

  @Override
  public List<Localisation> localise(List<FaceInput> faces) {
    return whileOpen(() -> network.localise(faces.stream().map(this::placed).toList()));
  }

  private PlacedFace placed(FaceInput face) {
    int size = network.size();
    AffineMap map = AffineMap.boxToSquare(description().box().cropBox(face.shiftedBox()), size);
    AffineMap view = face.flipped() ? AffineMap.flip(size).after(map) : map;
    return new PlacedFace(
        face.image(), TransformChain.of("network", "image", view), Optional.empty());
  }

  @Override
  <T> T whileOpen(Supplier<T> work) {
    return network.whileOpen(work);
  }

  @Override
  List<Stage> stages(FaceInput face) {
    return List.of(new Stage(network, placed(face)));
  }

  @Override
  public void close() {
    network.close();
  }
}
