package org.wingloss.training.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.PicturePrediction;
import org.wingloss.model.inference.TestTimeAugmentation;

/**
 * Photographs without landmarks become training faces: the built-in detector finds the faces, and a
 * teacher's prediction, the average of {@linkplain TestTimeAugmentation#SHIFT_AND_FLIP ten views},
 * becomes their landmarks. Faces on which the views differ, or whose shape is no face's, are left
 * out.
 *
 * @param faces those that are kept, in the order of the photographs
 * @param leftOut how many were found and are not kept
 * @param bad how many photographs cannot be used
 */
record PseudoLabels(List<Face> faces, int leftOut, int bad) {
  /**
   * The views of a face that is kept differ by at most so much of the longer side of the box around
   * its landmarks: nine of ten faces of MTFL.
   */
  static final double LARGEST_SPREAD = 0.01;

  /** Copies the list. */
  PseudoLabels {
    faces = List.copyOf(faces);
  }

  /** A face as it was found. */
  private record Found(Face face, FacePrediction prediction) {
    boolean isKept() {
      return prediction.relativeSpread() <= LARGEST_SPREAD && prediction.plausible().orElse(true);
    }
  }

  /**
   * A training set and what a teacher finds in its photographs.
   *
   * @param file as {@link #label} writes it; read if it is there already
   * @param teacher opened if it is not
   * @return empty if the run was asked to stop
   */
  static Optional<TrainingSet> added(
      TrainingData data, Path file, Supplier<Localiser> teacher, TrainingRun.Observer observer) {
    Optional<List<Face>> found =
        Files.exists(file)
            ? Optional.of(read(file, data.photographs()))
            : labelled(data.photographs(), file, teacher, observer);
    return found.map(faces -> faces.isEmpty() ? data : data.withLabelled(faces, file));
  }

  private static Optional<List<Face>> labelled(
      List<InputPicture> photographs,
      Path file,
      Supplier<Localiser> teacher,
      TrainingRun.Observer observer) {
    try (Localiser opened = teacher.get()) {
      Optional<PseudoLabels> labels = label(photographs, opened, file, observer);
      labels.ifPresent(all -> observer.remark(all.summary(photographs.size())));
      return labels.map(PseudoLabels::faces);
    }
  }

  /**
   * Labels photographs.
   *
   * @param file receives {@linkplain JsonLines JSON Lines} with the faces that are kept and how far
   *     their views differ; it appears when all photographs are done. Pictures are named from the
   *     folder of the photographs, so that a copy there is a list for {@link
   *     TrainingData#withLabelled(Path)}
   * @param observer hears of every photograph that is done, on this thread, and why one cannot be
   *     used; asked after each whether to stop
   * @return empty, and no file, if it was stopped
   */
  private static Optional<PseudoLabels> label(
      List<InputPicture> photographs, Localiser teacher, Path file, TrainingRun.Observer observer) {
    IntConsumer progress = observer.labelling(photographs.size());
    List<Face> faces = new ArrayList<>();
    int[] done = new int[1];
    int[] leftOut = new int[1];
    int[] bad = new int[1];
    Runnable next =
        () -> {
          progress.accept(++done[0]);
          if (observer.stopAsked()) {
            throw new CancellationException();
          }
        };
    try (FaceDetector detector = FaceDetector.standard();
        JsonLinesWriter lines = JsonLines.writer(file)) {
      runner(teacher, detector)
          .predict(
              photographs,
              PseudoLabels::found,
              found -> {
                for (Found one : found) {
                  if (one.isKept()) {
                    faces.add(one.face);
                    lines.write(named(one.face), remarks(one.prediction));
                  } else {
                    leftOut[0]++;
                  }
                }
                next.run();
              },
              failure -> {
                bad[0]++;
                observer.remark("skipped: " + failure.getMessage());
                next.run();
              });
      lines.finish();
      return Optional.of(new PseudoLabels(faces, leftOut[0], bad[0]));
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private static InferenceRunner runner(Localiser teacher, FaceDetector detector) {
    boolean refined = teacher.description().box().kind() == BoxProtocol.Kind.TRUTH;
    Ensemble views = new Ensemble(List.of(teacher), TestTimeAugmentation.SHIFT_AND_FLIP, refined);
    int threads = Runtime.getRuntime().availableProcessors();
    return new InferenceRunner(views, new BoxSource.Detected(detector, views), false, threads);
  }

  private static List<Found> found(PicturePrediction picture) {
    return picture.faces().stream()
        .map(
            one ->
                new Found(
                    Face.of(one.id(), one.prediction().landmarks())
                        .withBox(one.box())
                        .withImage(picture.picture().file()),
                    one.prediction()))
        .toList();
  }

  private static Face named(Face face) {
    return face.withImage(Path.of(FaceIds.picture(face.id())));
  }

  private static JsonLinesWriter.Remarks remarks(FacePrediction prediction) {
    return new JsonLinesWriter.Remarks(prediction.plausible(), prediction.spread(), Double.NaN);
  }

  /** What came of so many photographs, a sentence. */
  String summary(int photographs) {
    return Plural.of(photographs, "%d [photograph|photographs] labelled by the first stage: ")
            .formatted(photographs)
        + Plural.of(faces.size(), "%d [face|faces] kept, ").formatted(faces.size())
        + "%d left out because the predictions differ or are no face".formatted(leftOut)
        + (bad == 0
            ? ""
            : Plural.of(bad, ", %d [photograph|photographs] passed over as unreadable")
                .formatted(bad));
  }

  /**
   * The faces of a file that {@link #label} has left. Only photographs that are listed are opened,
   * whatever the file names.
   *
   * @throws InvalidDataException if it cannot be read, or has a face of another photograph
   */
  static List<Face> read(Path file, List<InputPicture> photographs) {
    if (file.toFile().length() == 0) {
      return List.of(); // no face was kept
    }
    Map<String, Path> files =
        photographs.stream().collect(Collectors.toMap(InputPicture::id, InputPicture::file));
    Function<Face, Path> picture =
        face -> {
          Path known = files.get(FaceIds.picture(face.id()));
          if (known == null) {
            throw InvalidDataException.in(
                file, "the face '" + face.id() + "' is of none of the photographs");
          }
          return known;
        };
    return JsonLines.read(file).stream().map(face -> face.withImage(picture.apply(face))).toList();
  }
}
