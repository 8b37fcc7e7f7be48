package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
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

  /** Faces that are cut already, a crop for each. */
  static ValidationFaces cut(List<Face> faces, LandmarkScheme scheme, List<NetworkCrop> crops) {
    return new ValidationFaces(faces, scheme, crops);
  }

  /** The network's predictions, pixels of the pictures. */
  List<Landmarks> landmarks(ForwardPass network) {
    return network.landmarks(scheme, crops.iterator());
  }

  /** The error of predictions, percent. */
  double nme(List<Landmarks> predictions, ValidationMetric metric) {
    return metric.nme(faces, predictions);
  }

  /** The error of every face, percent; NaN where it has none. */
  double[] errors(List<Landmarks> predictions, ValidationMetric metric) {
    return IntStream.range(0, faces.size())
        .mapToDouble(i -> metric.nme(faces.get(i), predictions.get(i)))
        .toArray();
  }

  /** Some of the faces with predictions, the same ones every time. */
  RgbImage some(List<Landmarks> predictions) {
    int count = Math.min(ValidationSheet.FACES, faces.size());
    return sheet(IntStream.range(0, count).map(k -> k * faces.size() / count), predictions);
  }

  /** The faces with the largest errors, the worst first; without any error the first faces. */
  RgbImage worst(List<Landmarks> predictions, double[] errors) {
    return sheet(worstFirst(errors).limit(ValidationSheet.FACES), predictions);
  }

  /** Faces without an error come last. */
  private static IntStream worstFirst(double[] errors) {
    return IntStream.range(0, errors.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Double.isNaN(errors[i]) ? 0 : -errors[i]))
        .mapToInt(Integer::intValue);
  }

  private RgbImage sheet(IntStream chosen, List<Landmarks> predictions) {
    return ValidationSheet.of(
        scheme,
        chosen
            .mapToObj(
                i ->
                    new ValidationSheet.Tile(
                        crops.get(i), faces.get(i).landmarks(), predictions.get(i)))
            .toList());
  }

  /**
   * Writes the predictions with their errors, the worst first.
   *
   * @param file a {@link JsonLines} file
   */
  void write(List<Landmarks> predictions, double[] errors, Path file) {
    try (JsonLinesWriter out = JsonLines.writer(file)) {
      worstFirst(errors)
          .forEach(
              i ->
                  out.write(
                      Face.of(faces.get(i).id(), predictions.get(i)),
                      JsonLinesWriter.Remarks.ofNme(errors[i])));
      out.finish();
    }
  }
}
