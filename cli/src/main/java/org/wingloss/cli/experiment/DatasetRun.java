package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceQuery;

/**
 * Answers for the faces of a data set.
 *
 * @param faces the faces, in order
 * @param boxes a supplied box per face, in the same order
 */
public record DatasetRun(List<Face> faces, List<Box> boxes) {
  /**
   * Chooses the boxes.
   *
   * @param source {@code truth} (the tight box around the true landmarks), {@code dataset}, a file
   *     of boxes, or null for the kind that the model was trained with
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
   * Asks for every face, on all cores; a picture is decoded once for all of its faces.
   *
   * @param progress told how many faces are done, from any thread
   * @return the landmarks in the order of the faces
   */
  public List<Landmarks> localise(Ensemble ensemble, IntConsumer progress) {
    Map<Path, List<Integer>> byPicture = new LinkedHashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      byPicture.computeIfAbsent(faces.get(i).image(), p -> new ArrayList<>()).add(i);
    }
    Landmarks[] found = new Landmarks[faces.size()];
    AtomicInteger done = new AtomicInteger();
    byPicture.entrySet().parallelStream()
        .forEach(
            picture -> {
              RgbImage image = ImageFiles.read(picture.getKey());
              for (int i : picture.getValue()) {
                found[i] = localise(ensemble, image, faces.get(i), boxes.get(i));
                progress.accept(done.incrementAndGet());
              }
            });
    return List.of(found);
  }

  private static Landmarks localise(Ensemble ensemble, RgbImage image, Face face, Box box) {
    try {
      return ensemble.localise(List.of(new FaceQuery(image, box))).get(0).landmarks();
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          "%s: the model gave no usable answer: %s".formatted(face.id(), e.getMessage()), e);
    }
  }
}
