package org.wingloss.model.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.UsualSpread;

/**
 * One or several models whose predictions are averaged, with or without test-time augmentation.
 * Like a {@link Localiser} an ensemble may be used by any number of threads at once.
 *
 * @param localisers at least one, for the same landmarks and kind of box
 * @param augmentation the views that each of them predicts
 * @param refined whether a first prediction without augmentation puts the box around the landmarks
 *     found: for boxes of another kind than those of the training
 */
public record Ensemble(
    List<Localiser> localisers, TestTimeAugmentation augmentation, boolean refined)
    implements AutoCloseable {
  /**
   * Checks that the predictions can be averaged.
   *
   * @throws InvalidDataException if the models differ in landmarks or in their kind of box, or
   *     boxes are to be refined for models that were not trained on boxes around landmarks
   */
  public Ensemble {
    localisers = List.copyOf(localisers);
    if (localisers.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs a model");
    }
    ModelDescription first = localisers.get(0).description();
    for (Localiser localiser : localisers) {
      ModelDescription other = localiser.description();
      requireSame("landmarks", first.scheme().name(), other.scheme().name());
      requireSame("numbers of landmarks", first.landmarks(), other.landmarks());
      requireSame("kinds of box", first.box().kind(), other.box().kind());
    }
    if (refined && first.box().kind() != BoxProtocol.Kind.TRUTH) {
      throw new InvalidDataException(
          "a box can be refined for models trained on boxes around landmarks (truth), but this one"
              + " was trained on boxes of another kind: "
              + first.box().kind().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void requireSame(String what, Object first, Object other) {
    if (!Objects.equals(first, other)) {
      throw new InvalidDataException(
          "the models of an ensemble need the same %s, but one has %s and one has %s"
              .formatted(what, first, other));
    }
  }

  /**
   * Opens the built-in model; boxes are refined, since a detector's are what it is asked with.
   *
   * @param augmentation {@link TestTimeAugmentation#PAIR} where nothing is asked for
   */
  public static Ensemble standard(TestTimeAugmentation augmentation) {
    return new Ensemble(List.of(Localiser.standard()), augmentation, true);
  }

  /**
   * Opens models, see {@link Localiser#open(Path)}.
   *
   * @param models at least one
   * @param augmentation see {@link #augmentation}
   * @param refined see {@link #refined}
   * @throws InvalidDataException if one cannot be used, or not together with the others
   */
  public static Ensemble open(
      List<Path> models, TestTimeAugmentation augmentation, boolean refined) {
    List<Localiser> opened = new ArrayList<>();
    try {
      models.forEach(model -> opened.add(Localiser.open(model)));
      return new Ensemble(opened, augmentation, refined);
    } catch (RuntimeException | Error e) {
      opened.forEach(Localiser::close);
      throw e;
    }
  }

  /** One model without augmentation. */
  public static Ensemble open(Path model) {
    return open(List.of(model), TestTimeAugmentation.NONE, false);
  }

  /** The first model's description; landmarks and kind of box are those of all. */
  public ModelDescription description() {
    return localisers.get(0).description();
  }

  /**
   * The prediction for a face. Its views are one batch and other faces are not in it, so that a
   * face's prediction does not depend on its neighbours.
   *
   * @param face neither shifted nor flipped
   */
  public FacePrediction predict(FaceInput face) {
    return predict(List.of(face)).get(0);
  }

  /**
   * The predictions for several faces, of one or many pictures. The views of all of them are one
   * batch for each network; the size of a batch may change the last bits of a prediction.
   *
   * @param faces neither shifted nor flipped
   * @return one prediction per face, in order
   * @throws IllegalStateException if a model is closed or waits to be
   */
  public List<FacePrediction> predict(List<FaceInput> faces) {
    return whileOpen(() -> found(faces));
  }

  /**
   * Work of several calls: closing waits until all of it is done.
   *
   * @param work calls the models on this thread and does not close them
   * @throws IllegalStateException if a model is closed or waits to be
   */
  public <T> T whileOpen(Supplier<T> work) {
    Supplier<T> held = work;
    for (Localiser localiser : localisers) {
      Supplier<T> inner = held;
      held = () -> localiser.whileOpen(inner);
    }
    return held.get();
  }

  private List<FacePrediction> found(List<FaceInput> faces) {
    if (!refined) {
      return predict(faces, augmentation);
    }
    List<FacePrediction> rough = predict(faces, TestTimeAugmentation.NONE);
    List<FaceInput> again = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      FaceInput face = faces.get(i);
      again.add(new FaceInput(face.image(), rough.get(i).landmarks().span().orElse(face.box())));
    }
    return predict(again, augmentation);
  }

  private List<FacePrediction> predict(List<FaceInput> faces, TestTimeAugmentation views) {
    List<FaceInput> all = faces.stream().flatMap(face -> views.views(face).stream()).toList();
    List<List<Localisation>> found =
        localisers.stream().map(localiser -> localiser.localise(all)).toList();
    int each = faces.isEmpty() ? 0 : all.size() / faces.size();
    Optional<PlausibleShapes> shapes = shapes();
    Optional<UsualSpread> spread = spread(views);
    return IntStream.range(0, faces.size())
        .mapToObj(
            i ->
                FacePrediction.average(
                    found.stream()
                        .flatMap(one -> one.subList(i * each, (i + 1) * each).stream())
                        .toList(),
                    shapes,
                    spread))
        .toList();
  }

  /**
   * Whether {@link FacePrediction#plausible()} tells faces from other places well enough to find
   * faces by it: by their shape and by how far several views of one model differ.
   */
  public boolean verifies() {
    return shapes().isPresent() && spread(augmentation).isPresent();
  }

  /** Several models differ otherwise than several views of one. */
  private Optional<UsualSpread> spread(TestTimeAugmentation views) {
    return views == TestTimeAugmentation.NONE || localisers.size() > 1
        ? Optional.empty()
        : description().spread();
  }

  /** Those of the first model that has them. */
  private Optional<PlausibleShapes> shapes() {
    return localisers.stream()
        .flatMap(localiser -> localiser.description().shapes().stream())
        .findFirst();
  }

  /** Closes every model, see {@link Localiser#close}. */
  @Override
  public void close() {
    localisers.forEach(Localiser::close);
  }
}
