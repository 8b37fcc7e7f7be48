package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.Holdout;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceDigest;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.io.Sha256;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.file.TrainedOn;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.ValidationSplit;

/**
 * The annotated faces of a training.
 *
 * @param source the kind of data set
 * @param scheme what their landmarks mean
 * @param faces to train on, those of the data set first
 * @param labelled how many of them, the last ones, are pseudo-labelled
 * @param validation held out; possibly none
 * @param remarks what is odd about a validation list, a sentence each
 * @param photographs without landmarks; the first of two stages labels them for the second
 */
public record TrainingData(
    String source,
    LandmarkScheme scheme,
    List<Face> faces,
    int labelled,
    List<Face> validation,
    List<String> remarks,
    List<InputPicture> photographs)
    implements TrainingSet {
  /** Copies the lists. */
  public TrainingData {
    faces = List.copyOf(faces);
    validation = List.copyOf(validation);
    remarks = List.copyOf(remarks);
    photographs = List.copyOf(photographs);
  }

  /** Without photographs. */
  public TrainingData(
      String source,
      LandmarkScheme scheme,
      List<Face> faces,
      int labelled,
      List<Face> validation,
      List<String> remarks) {
    this(source, scheme, faces, labelled, validation, remarks, List.of());
  }

  /**
   * Reads what a recipe asks for.
   *
   * @param folder of the data set
   * @throws InvalidDataException if it cannot be read or holds no face
   */
  public static TrainingData read(Recipe recipe, Path folder) {
    return read(recipe, DatasetReader.of(recipe.data()), folder);
  }

  /** The same with a reader of the recipe's kind of data set that is set up otherwise. */
  public static TrainingData read(Recipe recipe, DatasetReader reader, Path folder) {
    return read(recipe, reader, folder, List::copyOf);
  }

  /**
   * Reads what a recipe asks for, with boxes from a file in place of the data set's.
   *
   * @param boxes see {@link BoxFile}
   * @throws InvalidDataException also if the file has no box for a face
   */
  public static TrainingData read(Recipe recipe, DatasetReader reader, Path folder, Path boxes) {
    return read(recipe, reader, folder, faces -> BoxFile.attach(faces, boxes));
  }

  private static TrainingData read(
      Recipe recipe, DatasetReader reader, Path folder, UnaryOperator<List<Face>> boxed) {
    List<Face> training = boxed.apply(reader.read(folder, "train"));
    Holdout parts =
        recipe
            .validation()
            .divide(
                training,
                faces -> reader.everyTenth(folder, faces),
                () -> boxed.apply(reader.read(folder, "validation")));
    if (parts.rest().isEmpty()) {
      throw new InvalidDataException(
          "%s: the training split holds %d faces, so none is left to train on"
              .formatted(reader.kind(), parts.validation().size()));
    }
    List<String> remarks = new ArrayList<>();
    if (recipe.validation() == ValidationSplit.LIST) {
      if (reader.validationFile(folder).isEmpty()) {
        HeldOut.repeated(training, parts).ifPresent(remarks::add);
      }
      HeldOut.beside(parts).ifPresent(remarks::add);
    }
    return new TrainingData(
        reader.kind(), reader.scheme(), parts.rest(), 0, parts.validation(), remarks);
  }

  /**
   * These faces and pseudo-labelled ones, to train on and never to validate on.
   *
   * @param file {@linkplain org.wingloss.data.format.JsonLines JSON Lines} such as {@code predict}
   *     writes; pictures are named relative to its folder and lie below it
   * @throws InvalidDataException if it cannot be read, has other landmarks, names a face that is
   *     here already, or shows a picture that is held out
   */
  @Override
  public TrainingData withLabelled(Path file, boolean followsLinks) {
    DatasetReader reader = DatasetReader.jsonLines(scheme);
    List<Face> more = (followsLinks ? reader.followingLinks() : reader).read(file, "train");
    HeldOut.among(more.stream().map(Face::image).toList(), validation).keySet().stream()
        .findFirst()
        .ifPresent(
            i -> {
              throw InvalidDataException.in(
                  file,
                  "the face '%s' shows a picture that is held out for validation"
                      .formatted(more.get(i).id()));
            });
    return withLabelled(more, file);
  }

  /**
   * These faces and pseudo-labelled ones.
   *
   * @param file where they are from
   */
  TrainingData withLabelled(List<Face> more, Path file) {
    Set<String> known = new HashSet<>();
    faces.forEach(face -> known.add(face.id()));
    for (Face face : more) {
      if (!known.add(face.id())) {
        throw InvalidDataException.in(file, "the face '" + face.id() + "' is in training already");
      }
    }
    List<Face> all = new ArrayList<>(faces);
    all.addAll(more);
    return new TrainingData(
        source, scheme, all, labelled + more.size(), validation, remarks, photographs);
  }

  /**
   * These faces, and photographs that the first of two stages labels for the second.
   *
   * @param folder with photographs at any depth
   * @throws InvalidDataException if it holds none, one that is held out, or one that is in training
   *     already, by its name or by what it shows
   */
  @Override
  public TrainingData withPhotographs(Path folder) {
    List<InputPicture> more = InputPicture.list(List.of(folder));
    Set<String> known =
        faces.stream().map(face -> FaceIds.picture(face.id())).collect(Collectors.toSet());
    more.stream()
        .filter(photograph -> known.contains(photograph.id()))
        .findFirst()
        .ifPresent(
            photograph -> {
              throw InvalidDataException.in(
                  photograph.file(),
                  "has the name of a picture that is in training already: " + photograph.id());
            });
    List<Face> annotated = new ArrayList<>(validation);
    annotated.addAll(faces);
    HeldOut.among(more.stream().map(InputPicture::file).toList(), annotated)
        .forEach(
            (i, face) -> {
              throw InvalidDataException.in(
                  more.get(i).file(),
                  (validation.contains(face)
                          ? "shows a picture that is held out for validation: "
                          : "shows a picture that is in training already: ")
                      + face.id());
            });
    return new TrainingData(source, scheme, faces, labelled, validation, remarks, more);
  }

  /**
   * The faces of an epoch before balancing, by place: each once, but where there are more
   * pseudo-labelled faces than the data set has, its own are repeated until they are as many.
   */
  List<Integer> draws() {
    int own = faces.size() - labelled;
    int times = Math.max(1, (labelled + own - 1) / own);
    return IntStream.range(0, times * own + labelled)
        .map(i -> i < times * own ? i % own : i - (times - 1) * own)
        .boxed()
        .toList();
  }

  @Override
  public TrainedOn trainedOn() {
    return new TrainedOn(source, false, labelled);
  }

  @Override
  public int trainingFaces() {
    return faces.size();
  }

  @Override
  public List<Landmarks> shapes() {
    return faces.stream().map(Face::landmarks).toList();
  }

  @Override
  public boolean readsAgain(Recipe recipe) {
    Set<Path> training = faces.stream().map(Face::image).collect(Collectors.toSet());
    return recipe.second().isPresent()
        || validation.stream().map(Face::image).anyMatch(training::contains);
  }

  /**
   * A number that another data set will not have: of ids, landmarks, boxes and picture sizes, of
   * the names and sizes of photographs, and of a scheme of one's own.
   */
  @Override
  public String sha256() {
    Sha256 sha256 = new Sha256();
    if (!scheme.bundled()) { // a bundled one is always the same
      sha256.add(scheme.toJson());
    }
    for (List<Face> part : List.of(faces, validation)) {
      sha256.add("|");
      FaceDigest.add(sha256, part);
    }
    PseudoLabels.add(sha256, photographs);
    return sha256.hex();
  }

  @Override
  public String validationSha256() {
    Sha256 sha256 = new Sha256();
    FaceDigest.add(sha256, validation);
    return sha256.hex();
  }
}
