package org.wingloss.model.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TransformChain;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.ModelDescription;

/**
 * Two networks (docs/paper.md, section 6): the first one's rough landmarks rotate and re-crop the
 * picture, the second one's prediction on that crop is mapped back. The model's file says whether
 * that is the answer, or the mean of both. Where the rough landmarks cannot place a crop, the
 * second network sees the face box, answers alone, and the {@link Localisation} says so.
 */
final class TwoStageLocaliser extends Localiser {
  private final OneStageLocaliser first;
  private final OnnxNetwork second;
  private final Alignment alignment;
  private final TwoStagePrediction prediction;

  private TwoStageLocaliser(
      OneStageLocaliser first,
      OnnxNetwork second,
      Alignment alignment,
      TwoStagePrediction prediction) {
    this.first = first;
    this.second = second;
    this.alignment = alignment;
    this.prediction = prediction;
  }

  static TwoStageLocaliser of(PipelineFile pipeline, int threads) {
    OneStageLocaliser first = OneStageLocaliser.of(pipeline.stage1(), threads);
    try {
      OnnxNetwork second = OnnxNetwork.of(pipeline.stage2(), threads);
      return new TwoStageLocaliser(first, second, pipeline.alignment(), pipeline.prediction());
    } catch (RuntimeException | Error e) {
      first.close();
      throw e;
    }
  }

  @Override
  public ModelDescription description() {
    return second.description();
  }

  @Override
  public List<Localisation> localise(List<FaceInput> faces) {
    return whileOpen(() -> found(faces));
  }

  private List<Localisation> found(List<FaceInput> faces) {
    List<Landmarks> rough = rough(faces);
    List<Localisation> found = second.localise(placed(faces, rough));
    return IntStream.range(0, faces.size())
        .mapToObj(i -> predicted(rough.get(i), found.get(i)))
        .toList();
  }

  private Localisation predicted(Landmarks rough, Localisation found) {
    return found.fallback().isPresent()
        ? found
        : new Localisation(
            prediction.of(rough, found.landmarks()), found.chain(), found.fallback());
  }

  private List<Landmarks> rough(List<FaceInput> faces) {
    return first.localise(faces).stream().map(Localisation::landmarks).toList();
  }

  private List<PlacedFace> placed(List<FaceInput> faces, List<Landmarks> rough) {
    return IntStream.range(0, faces.size())
        .mapToObj(i -> placed(faces.get(i), rough.get(i)))
        .toList();
  }

  private PlacedFace placed(FaceInput face, Landmarks rough) {
    int side = second.size();
    LandmarkScheme scheme = description().scheme();
    Box crop = first.description().box().cropBox(face.shiftedBox());
    Optional<String> problem = alignment.problem(scheme, rough, crop);
    TransformChain chain =
        problem.isEmpty()
            ? alignment.align(scheme, rough, side)
            : TransformChain.of(
                "network",
                "image",
                AffineMap.boxToSquare(description().box().cropBox(face.box()), side));
    if (face.right() != 0 || face.down() != 0) {
      chain =
          chain.then("shifted", AffineMap.translation(-face.right() * side, -face.down() * side));
    }
    if (face.flipped()) {
      chain = chain.then("flipped", AffineMap.flip(side));
    }
    return new PlacedFace(face.image(), chain, problem);
  }

  @Override
  <T> T whileOpen(Supplier<T> work) {
    return first.whileOpen(() -> second.whileOpen(work));
  }

  @Override
  List<Stage> stages(FaceInput face) {
    Landmarks rough = rough(List.of(face)).get(0);
    return List.of(first.stages(face).get(0), new Stage(second, placed(face, rough)));
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
