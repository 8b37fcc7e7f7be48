package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.inference.NetworkCrop;

/**
 * The validation set as a stage's network sees it: cut straight from the pictures, as a localiser
 * cuts them, and kept.
 */
final class ValidationFaces {
  private final List<Face> faces;
  private final LandmarkScheme scheme;
  private final List<NetworkCrop> crops;

  private ValidationFaces(List<Face> faces, LandmarkScheme scheme, List<NetworkCrop> crops) {
    this.faces = faces;
    this.scheme = scheme;
    this.crops = crops;
  }

  /**
   * Cuts every face out of its picture, which is read once for all of its faces.
   *
   * @param size S
   */
  static ValidationFaces of(
      List<Face> faces, LandmarkScheme scheme, CropPlan plan, int size, PictureSource pictures) {
    Map<Path, List<Integer>> byPicture =
        IntStream.range(0, faces.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> faces.get(i).image(), LinkedHashMap::new, Collectors.toList()));
    NetworkCrop[] crops = new NetworkCrop[faces.size()];
    byPicture.entrySet().parallelStream()
        .forEach(
            picture -> {
              RgbImage image = pictures.read(picture.getKey());
              for (int i : picture.getValue()) {
                crops[i] =
                    NetworkCrop.of(image, plan.networkFromImage(i, faces.get(i), size), size);
              }
            });
    return new ValidationFaces(faces, scheme, List.of(crops));
  }

  /** The network's predictions, pixels of the pictures. */
  List<Landmarks> landmarks(ForwardPass network) {
    return network.landmarks(scheme, crops.iterator());
  }

  /** The error of predictions, percent. */
  double nme(List<Landmarks> predictions, ValidationMetric metric) {
    return metric.nme(faces, predictions);
  }

  /** Some of the faces with predictions; none where every face lacks a landmark. */
  Optional<RgbImage> picture(List<Landmarks> predictions) {
    ValidationSheet sheet = new ValidationSheet(faces, scheme, crops);
    return sheet.isEmpty() ? Optional.empty() : Optional.of(sheet.draw(predictions));
  }
}
