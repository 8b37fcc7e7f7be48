package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.inference.NetworkCrop;

/**
 * The validation set as a stage's network sees it: cut straight from the pictures, as a localiser
 * cuts them, and kept.
 *
 * @param crops one for each of the faces
 * @param stages in a second stage, how the model's predictions follow from both networks
 */
record ValidationFaces(
    List<Face> faces, LandmarkScheme scheme, List<NetworkCrop> crops, Optional<Stages> stages) {
  /**
   * How predictions of a second stage become the model's.
   *
   * @param alignment by which its crops are placed
   * @param first the first stage's landmarks, one per face, pixels of the picture; absent where
   *     they could not place a crop, so that the second stage's are the model's
   */
  record Stages(
      Alignment alignment, TwoStagePrediction prediction, List<Optional<Landmarks>> first) {
    List<Landmarks> of(List<Landmarks> second) {
      return IntStream.range(0, second.size())
          .mapToObj(
              i ->
                  first
                      .get(i)
                      .map(found -> prediction.of(found, second.get(i)))
                      .orElse(second.get(i)))
          .toList();
    }
  }

  /** As many as fit side by side. */
  private static final int SHOWN = 6;

  private static final int SIDE = 192;

  /**
   * Refuses more faces than memory can hold.
   *
   * @param where what messages call them
   * @param sides S of every stage, whose crops are all held at once
   * @param besides bytes that are held with them
   * @param share of Java's memory that they may take
   * @throws InvalidDataException if they take more
   */
  static void requireRoom(
      String where, long count, List<Integer> sides, long besides, double share) {
    long pixels = sides.stream().mapToLong(side -> (long) side * side).sum();
    long needed = count * 3 * Float.BYTES * pixels + besides;
    long room = (long) (share * Runtime.getRuntime().maxMemory());
    if (needed > room) {
      throw new InvalidDataException(
          "%s: the %d validation faces take %d MiB, but %d MiB of Java's memory may go to them; hold out fewer, or give Java more with -Xmx"
              .formatted(where, count, needed >> 20, room >> 20));
    }
  }

  /**
   * Cuts every face out of its picture, which is read once for all of its faces.
   *
   * @param size S
   */
  static ValidationFaces of(
      List<Face> faces, LandmarkScheme scheme, CropPlan plan, int size, PictureSource pictures) {
    FacesByPicture byPicture = FacesByPicture.of(faces);
    List<NetworkCrop> crops = new ArrayList<>();
    byPicture
        .crops(
            pictures,
            (i, image) -> NetworkCrop.of(image, plan.networkFromImage(i, faces.get(i), size), size))
        .forEachRemaining(crops::add);
    return new ValidationFaces(faces, scheme, byPicture.inOrderOfFaces(crops), Optional.empty());
  }

  ValidationFaces with(Stages both) {
    return new ValidationFaces(faces, scheme, crops, Optional.of(both));
  }

  /** The model's predictions, pixels of the pictures. */
  List<Landmarks> landmarks(ForwardPass network) {
    List<Landmarks> found = network.landmarks(scheme, crops.iterator());
    return stages.map(both -> both.of(found)).orElse(found);
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
    int count = Math.min(SHOWN, faces.size());
    return sheet(IntStream.range(0, count).map(k -> k * faces.size() / count), predictions);
  }

  /** The faces with the largest errors, the worst first; without any error the first faces. */
  RgbImage worst(List<Landmarks> predictions, double[] errors) {
    return sheet(worstFirst(errors).limit(SHOWN), predictions);
  }

  /** Faces without an error come last. */
  private static IntStream worstFirst(double[] errors) {
    return IntStream.range(0, errors.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Double.isNaN(errors[i]) ? 0 : -errors[i]))
        .mapToInt(Integer::intValue);
  }

  /**
   * Faces side by side: ground truth in broken white lines, the prediction in colour; landmarks
   * that are missing are left out.
   */
  private RgbImage sheet(IntStream chosen, List<Landmarks> predictions) {
    int[] shown = chosen.toArray();
    RgbImage sheet = new RgbImage(SIDE * shown.length, SIDE);
    for (int k = 0; k < shown.length; k++) {
      RgbImage tile = tile(shown[k], predictions.get(shown[k]));
      for (int y = 0; y < SIDE; y++) {
        int to = 3 * (y * sheet.width() + k * SIDE);
        System.arraycopy(tile.rgb(), 3 * y * SIDE, sheet.rgb(), to, 3 * SIDE);
      }
    }
    return sheet;
  }

  private RgbImage tile(int i, Landmarks prediction) {
    NetworkCrop crop = crops.get(i);
    RgbImage small = crop.picture();
    double edge = small.width() - 0.5;
    AffineMap larger = AffineMap.boxToSquare(new Box(-0.5, -0.5, edge, edge), SIDE);
    Landmarks truth = crop.inCrop(faces.get(i).landmarks()).map(larger);
    return new Drawing(Warp.crop(small, larger, SIDE, SIDE))
        .landmarks(truth, scheme, Drawing.Marking.GROUND_TRUTH)
        .landmarks(crop.inCrop(prediction).map(larger), scheme)
        .image();
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
