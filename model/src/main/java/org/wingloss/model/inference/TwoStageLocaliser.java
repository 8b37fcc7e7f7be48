package org.wingloss.model.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TransformChain;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.ModelDescription;

/**
 * Two networks (docs/paper.md, section 6): the first one's landmarks rotate and re-crop the
 * picture, the second one's answer on that crop is mapped back. Where the first answer cannot place
 * a crop, the second network sees the face box and the {@link Localisation} says so.
 */
public final class TwoStageLocaliser implements Localiser {
  private final OneStageLocaliser first;
  private final OnnxNetwork second;
  private final Alignment alignment;

  private TwoStageLocaliser(OneStageLocaliser first, OnnxNetwork second, Alignment alignment) {
    this.first = first;
    this.second = second;
    this.alignment = alignment;
  }

  static TwoStageLocaliser of(PipelineFile pipeline, int threads) {
    OneStageLocaliser first = OneStageLocaliser.of(pipeline.stage1(), threads);
    try {
      OnnxNetwork second = OnnxNetwork.of(pipeline.stage2(), threads);
      return new TwoStageLocaliser(first, second, pipeline.alignment());
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public ModelDescription description() {
    return second.description();
  }

  @Override
  public List<Localisation> localise(List<FaceQuery> faces) {
    LandmarkScheme scheme = description().scheme();
    List<Localisation> rough = first.localise(faces);
    List<TransformChain> chains = new ArrayList<>(faces.size());
    List<Optional<String>> fallbacks = new ArrayList<>(faces.size());
    List<OnnxNetwork.Crop> crops = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      FaceQuery face = faces.get(i);
      Box crop = first.description().box().cropBox(face.shiftedBox());
      Landmarks landmarks = rough.get(i).landmarks();
      Optional<String> problem = alignment.problem(scheme, landmarks, crop);
      TransformChain chain =
          problem.isEmpty()
              ? alignment.align(scheme, landmarks, second.size())
              : TransformChain.of(
                  "network",
                  "image",
                  AffineMap.boxToSquare(description().box().cropBox(face.box()), second.size()));
      if (face.right() != 0 || face.down() != 0) {
        int side = second.size();
        chain =
            chain.then("shifted", AffineMap.translation(-face.right() * side, -face.down() * side));
      }
      if (face.mirrored()) {
        chain = chain.then("mirrored", AffineMap.mirror(second.size()));
      }
      chains.add(chain);
      fallbacks.add(problem);
      crops.add(new OnnxNetwork.Crop(face.image(), chain.map()));
    }
    double[][] vectors = second.run(crops);
    List<Localisation> answers = new ArrayList<>(faces.size());
    for (int i = 0; i < vectors.length; i++) {
      answers.add(
          new Localisation(
              NetworkOutput.inImage(
                  vectors[i], crops.get(i).networkFromImage(), scheme, faces.get(i).mirrored()),
              chains.get(i),
              fallbacks.get(i)));
    }
    return answers;
  }

  OneStageLocaliser first() {
    return first;
  }

  OnnxNetwork second() {
    return second;
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
