package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InferenceRunner;

/**
 * The faces of a data set and the boxes at which a model sees them.
 *
 * @param faces the faces, in order
 * @param boxes a supplied box per face, in the same order
 */
public record DatasetRun(List<Face> faces, List<Box> boxes) {
  /**
   * Chooses the boxes.
   *
   * @param source {@code truth} (the tight box around the ground-truth landmarks), {@code dataset},
   *     a file of boxes, or null for the kind that the model was trained with
   */
  public static DatasetRun of(List<Face> faces, String source, Ensemble ensemble) {
    String chosen = source;
    if (chosen == null) {
      chosen =
          switch (ensemble.description().box().kind()) {
            case TRUTH -> "truth";
            case DATASET -> "dataset";
            case FILE ->
                throw new UsageException(
                    "the model was trained on boxes from a file: give --boxes truth, dataset or a"
                        + " file");
          };
    }
    return at(faces, chosen);
  }

  /**
   * Takes the boxes from a given place.
   *
   * @param source {@code truth}, {@code dataset} or a file of boxes
   */
  static DatasetRun at(List<Face> faces, String source) {
    List<Box> boxes = new ArrayList<>();
    switch (source) {
      case "truth" -> faces.forEach(face -> boxes.add(tight(face)));
      case "dataset" -> faces.forEach(face -> boxes.add(supplied(face)));
      default -> {
        Path file = Path.of(source);
        BoxFile.attach(faces, BoxFile.read(file), file).forEach(f -> boxes.add(supplied(f)));
      }
    }
    return new DatasetRun(faces, boxes);
  }

  private static Box tight(Face face) {
    return new BoxProtocol(BoxProtocol.Kind.TRUTH, 1, false).cropBox(face);
  }

  private static Box supplied(Face face) {
    return new BoxProtocol(BoxProtocol.Kind.DATASET, 1, false).cropBox(face);
  }

  /** The faces at some places. */
  DatasetRun only(List<Integer> places) {
    return new DatasetRun(
        places.stream().map(faces::get).toList(), places.stream().map(boxes::get).toList());
  }

  /** The same faces with every box changed. */
  DatasetRun withBoxes(UnaryOperator<Box> change) {
    return new DatasetRun(faces, boxes.stream().map(change).toList());
  }

  /**
   * The predictions for all faces.
   *
   * @param progress told how many faces are done
   * @return the faces with their landmarks, in order
   */
  public PredictedFaces predict(Ensemble ensemble, IntConsumer progress) {
    return new PredictedFaces(faces, InferenceRunner.predict(ensemble, faces, boxes, progress));
  }
}
