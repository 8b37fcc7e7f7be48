package org.wingloss.training.run;

import java.nio.ByteBuffer;
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
import org.wingloss.data.io.Sha256;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.PicturePrediction;
import org.wingloss.model.inference.TestTimeAugmentation;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.recipe.BoxProtocolLine;
import org.wingloss.training.recipe.Recipe;

/**
 * Photographs without landmarks become training faces: the built-in detector finds the faces, and a
 * teacher's prediction, the average of {@linkplain TestTimeAugmentation#SHIFT_AND_FLIP ten views},
 * becomes their landmarks. Faces on which the views differ, or whose shape is no face's, are left
 * out.
 *
 * @param faces those that are kept, in the order of the photographs
 * @param leftOut how many were found and are not kept
 * @param bad how many photographs cannot be used
 * @param oriented ids of the photographs whose EXIF tag asks for a rotation
 */
record PseudoLabels(List<Face> faces, int leftOut, int bad, List<String> oriented) {
  /**
   * The views of a face that is kept differ by at most so much of the longer side of the box around
   * its landmarks: nine of ten faces of MTFL.
   */
  static final double LARGEST_SPREAD = 0.01;

  /** Copies the lists. */
  PseudoLabels {
    faces = List.copyOf(faces);
    oriented = List.copyOf(oriented);
  }

  /** What was found in a photograph, without its pixels. */
  private record Searched(String id, boolean oriented, List<Found> faces) {}

  /** A face as it was found. */
  private record Found(Face face, FacePrediction prediction) {
    boolean isKept() {
      return prediction.relativeSpread() <= LARGEST_SPREAD && prediction.plausible().orElse(true);
    }
  }

  /**
   * Refuses photographs where their faces would not be cut as the others are: a detector's boxes
   * are of another kind than a data set's own, and all views of a face would err alike.
   *
   * @throws InvalidRecipeException if the recipe's boxes are not those around landmarks
   */
  static void requireUsable(Recipe recipe, TrainingSet data) {
    if (data instanceof TrainingData annotated
        && !annotated.photographs().isEmpty()
        && recipe.box().kind() != BoxProtocol.Kind.TRUTH) {
      throw new InvalidRecipeException(
          "box: photographs are labelled in boxes around landmarks, so the recipe needs box=truth"
              + " but has box="
              + BoxProtocolLine.line(recipe.box()));
    }
  }

  /**
   * A training set and what a teacher finds in its photographs.
   *
   * @param run receives the labels; those that it has of the same photographs by the same teacher
   *     are read
   * @param first the teacher's weights
   * @param teacher opened if the labels are not there
   * @return empty if the run was asked to stop
   */
  static Optional<TrainingSet> added(
      TrainingData data,
      RunFolder run,
      Weights first,
      Supplier<Localiser> teacher,
      TrainingRun.Observer observer) {
    Path file = run.pseudoLabels();
    String key = key(data.photographs(), first);
    Optional<List<Face>> found;
    if (run.hasPseudoLabels(key)) {
      found = Optional.of(read(file, data.photographs(), data.scheme()));
    } else {
      found = labelled(data.photographs(), file, teacher, observer);
      found.ifPresent(faces -> run.keepPseudoLabels(key));
    }
    return found.map(faces -> faces.isEmpty() ? data : data.withLabelled(faces, file));
  }

  /** What other photographs or another teacher will not have. */
  private static String key(List<InputPicture> photographs, Weights teacher) {
    Sha256 sha256 = new Sha256();
    add(sha256, photographs);
    sha256.add(ByteBuffer.wrap(SafeTensors.write(teacher, Map.of())));
    return sha256.hex();
  }

  /** Adds the names and sizes of photographs. */
  static void add(Sha256 sha256, List<InputPicture> photographs) {
    for (InputPicture photograph : photographs) {
      String line = "%s %d\n".formatted(photograph.id(), photograph.file().toFile().length());
      sha256.add(line);
    }
  }

  private static Optional<List<Face>> labelled(
      List<InputPicture> photographs,
      Path file,
      Supplier<Localiser> teacher,
      TrainingRun.Observer observer) {
    try (Localiser opened = teacher.get()) {
      Optional<PseudoLabels> labels = label(photographs, opened, file, observer);
      labels.ifPresent(all -> observer.remark(all.summary(photographs.size())));
      labels.flatMap(PseudoLabels::orientation).ifPresent(observer::remark);
      return labels.map(PseudoLabels::faces);
    }
  }

  /**
   * Labels photographs.
   *
   * @param file receives {@linkplain JsonLines JSON Lines} with the faces that are kept and how far
   *     their views differ; it appears when all photographs are done. Pictures are named from the
   *     folder of the photographs, so that a copy there is a list for {@link
   *     TrainingData#withLabelled(Path, boolean)}
   * @param observer hears of every photograph that is done, on this thread, and why one cannot be
   *     used; asked after each whether to stop
   * @return empty, and no file, if it was stopped
   */
  private static Optional<PseudoLabels> label(
      List<InputPicture> photographs, Localiser teacher, Path file, TrainingRun.Observer observer) {
    IntConsumer progress = observer.labelling(photographs.size());
    List<Face> faces = new ArrayList<>();
    List<String> oriented = new ArrayList<>();
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
              PseudoLabels::searched,
              searched -> {
                if (searched.oriented) {
                  oriented.add(searched.id);
                }
                for (Found one : searched.faces) {
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
      return Optional.of(new PseudoLabels(faces, leftOut[0], bad[0], oriented));
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private static InferenceRunner runner(Localiser teacher, FaceDetector detector) {
    Ensemble views = new Ensemble(List.of(teacher), TestTimeAugmentation.SHIFT_AND_FLIP, true);
    return new InferenceRunner(
        views, new BoxSource.Detected(detector, views), false, EngineThreads.count());
  }

  private static Searched searched(PicturePrediction picture) {
    List<Found> faces =
        picture.faces().stream()
            .map(
                one ->
                    new Found(
                        Face.of(one.id(), one.prediction().landmarks())
                            .withBox(one.box())
                            .withImage(picture.picture().file()),
                        one.prediction()))
            .toList();
    return new Searched(picture.picture().id(), picture.oriented(), faces);
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
            : Plural.of(bad, ", %d [photograph|photographs] passed over, see above")
                .formatted(bad));
  }

  /** A sentence where photographs are to be rotated: training reads all pictures as stored. */
  private Optional<String> orientation() {
    return oriented.stream()
        .findFirst()
        .map(
            first ->
                Plural.of(
                        oriented.size(),
                        "%d [photograph has an EXIF tag that asks|photographs have EXIF tags that"
                            + " ask] for a rotation (%s[| first]); photographs are read as stored,"
                            + " where a face on its side is seldom found: rotate the"
                            + " [file itself|files themselves]")
                    .formatted(oriented.size(), first));
  }

  /**
   * The faces of a file that {@link #label} has left. Only photographs that are listed are opened,
   * whatever the file names.
   *
   * @throws InvalidDataException if it cannot be read, or has a face of another photograph or
   *     scheme
   */
  static List<Face> read(Path file, List<InputPicture> photographs, LandmarkScheme scheme) {
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
    List<Face> faces = JsonLines.read(file);
    for (Face face : faces) {
      if (face.landmarks().count() != scheme.count()) {
        throw InvalidDataException.in(
            file,
            "the face '%s' has %d landmarks but scheme %s has %d"
                .formatted(face.id(), face.landmarks().count(), scheme.name(), scheme.count()));
      }
    }
    return faces.stream().map(face -> face.withImage(picture.apply(face))).toList();
  }
}
