package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.network.ModelDescription;

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
    if (source == null) {
      return asTrained(faces, ensemble.description().box().kind());
    }
    return switch (source) {
      case "truth" -> asTrained(faces, BoxProtocol.Kind.TRUTH);
      case "dataset" -> asTrained(faces, BoxProtocol.Kind.DATASET);
      default -> {
        Path file = Path.of(source);
        List<Face> boxed = BoxFile.attach(faces, file);
        yield new DatasetRun(faces, asTrained(boxed, BoxProtocol.Kind.DATASET).boxes());
      }
    };
  }

  /**
   * Refuses a model of other landmarks than the data set's.
   *
   * @throws InvalidDataException if they differ
   */
  public static void requireScheme(LandmarkScheme data, LandmarkScheme model) {
    if (!data.name().equals(model.name()) || data.count() != model.count()) {
      throw new InvalidDataException(
          "the data set has the landmarks %s (%d) but the model finds %s (%d)"
              .formatted(data.name(), data.count(), model.name(), model.count()));
    }
  }

  /**
   * Refuses a prediction that is not the model's.
   *
   * @param file where it was read
   * @throws InvalidDataException if it has another number of landmarks
   */
  public static void requireCount(Path file, Landmarks prediction, ModelDescription model) {
    if (prediction.count() != model.landmarks()) {
      throw InvalidDataException.in(
          file,
          "expected %d landmarks but found %d".formatted(model.landmarks(), prediction.count()));
    }
  }

  /**
   * Takes the boxes of the kind of a training, before any enlargement.
   *
   * @throws UsageException if they were in a file, which is not known here
   */
  public static DatasetRun asTrained(List<Face> faces, BoxProtocol.Kind kind) {
    if (kind == BoxProtocol.Kind.FILE) {
      throw new UsageException(
          "the model was trained on boxes from a file: give --boxes truth, dataset or a file");
    }
    BoxProtocol boxes = new BoxProtocol(kind, 1, false);
    return new DatasetRun(faces, faces.stream().map(boxes::cropBox).toList());
  }

  /** The faces at some places. */
  public DatasetRun only(List<Integer> places) {
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
    return predict(ensemble, progress, new FlawedPictures());
  }

  /**
   * As {@link #predict(Ensemble, IntConsumer)}.
   *
   * @param flawed takes the pictures whose files are not whole
   */
  public PredictedFaces predict(Ensemble ensemble, IntConsumer progress, FlawedPictures flawed) {
    return new PredictedFaces(
        faces, InferenceRunner.predict(ensemble, faces, boxes, progress, flawed));
  }
}
