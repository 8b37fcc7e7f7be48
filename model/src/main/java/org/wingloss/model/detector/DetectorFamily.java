package org.wingloss.model.detector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.image.RgbImage;

/** How a family of detectors takes its picture and writes its boxes. */
sealed interface DetectorFamily permits YuNetFamily, UltraLight, BlazeFace, CellDetector {
  /** The layout of a file with these outputs. */
  static DetectorFamily of(Set<String> outputs, Path file) {
    for (DetectorFamily family :
        List.of(
            new YuNet(), new PriorYuNet(), new UltraLight(), new BlazeFace(), new CellDetector())) {
      if (outputs.containsAll(family.layout().outputs())) {
        return family;
      }
    }
    throw InvalidDataException.in(
        file,
        "is no face detector of a known layout: expected the outputs of YuNet (cls_8, obj_8, bbox_8 …"
            + " or loc, conf, iou), of Ultra-Light (scores, boxes), of BlazeFace"
            + " (regressors, classificators) or of this program (cells) but found "
            + outputs.stream().map(TextFile::shown).collect(Collectors.joining(", ")));
  }

  /**
   * What a family's files have in common.
   *
   * @param outputs by which they are known
   * @param width the usual input width, where a file leaves it free; 0 if each picture has its own
   * @param height the usual input height, likewise
   * @param blueFirst whether the planes are blue, green, red instead of red, green, blue
   */
  record Layout(List<String> outputs, int width, int height, boolean blueFirst) {}

  /** What the files have in common. */
  Layout layout();

  /** Whether the network takes any size, so that a call's input is as large as its view. */
  default boolean takesAnySize() {
    return false;
  }

  /**
   * What the network is shown of a picture, one call each: by default once the whole picture.
   *
   * @param width the input's
   * @param height the input's
   */
  default void views(RgbImage image, int width, int height, Consumer<View> consumer) {
    consumer.accept(View.of(image, Placement.fitted(image, width, height), width, height));
  }

  /** What the network takes for a byte. */
  float level(int value);

  /** Faces of a lower score are not reported. */
  default double leastScore() {
    return FaceDetector.LEAST_SCORE;
  }

  /** Cells of a lower score are not looked at. */
  default double candidateScore() {
    return leastScore();
  }

  /** Places of at least this score are faces if the landmarks found there are plausible. */
  default double verifiedScore() {
    return leastScore();
  }

  /** Places of at least this score are faces, whatever their landmarks look like. */
  default double sureScore() {
    return leastScore();
  }

  /** The faces of at least the score, input pixels. */
  List<FaceDetector.Detection> decode(Outputs outputs, int width, int height, double least);

  /**
   * One detection per face, best first: of two boxes that overlap, the one of higher score.
   *
   * @param found in all views, picture pixels
   */
  default List<FaceDetector.Detection> merge(List<FaceDetector.Detection> found) {
    List<FaceDetector.Detection> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(FaceDetector.Detection::score).reversed());
    List<FaceDetector.Detection> kept = new ArrayList<>();
    for (FaceDetector.Detection one : sorted) {
      if (kept.size() < FaceDetector.MOST_FACES
          && kept.stream()
              .allMatch(other -> one.box().overlap(other.box()) <= FaceDetector.MOST_OVERLAP)) {
        kept.add(one);
      }
    }
    return kept;
  }

  /**
   * What remains when the faces found have been looked at again; all by default.
   *
   * @param found one per face, best first, picture pixels
   * @param least score of what remains
   * @param detector all that is found in a view, picture pixels
   */
  default List<FaceDetector.Detection> confirmed(
      List<FaceDetector.Detection> found,
      RgbImage image,
      double least,
      Function<View, List<FaceDetector.Detection>> detector) {
    return found;
  }
}
