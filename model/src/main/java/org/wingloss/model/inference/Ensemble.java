package org.wingloss.model.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.network.ModelDescription;

/**
 * Many answers as one: one or several models, each asked once about a face, or ten times under
 * changes that should not matter: every network's crop where it is and shifted by {@value #SHIFT}
 * of its side left, right, up and down, and each of these five mirrored too. The answer is the
 * mean, usually a little better than each of them, and comes with their spread.
 *
 * <p>The spread is not the distance from the truth: networks can be wrong and sure. It ranks
 * landmarks and faces (large where the networks guess) and needs no training. Like a {@link
 * Localiser} an ensemble may be used by any number of threads at once.
 *
 * @param localisers at least one, for the same landmarks and kind of box
 * @param shifted whether each is asked ten times
 * @param refined whether all are asked once before, to put the box around the landmarks that they
 *     find: for boxes drawn in another way than those of the training
 */
public record Ensemble(List<Localiser> localisers, boolean shifted, boolean refined)
    implements AutoCloseable {
  /** Shift of the crop as a share of its side. */
  public static final double SHIFT = 0.03;

  private static final double[][] SHIFTS = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  /**
   * Checks that the answers can be averaged.
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
          "models that answer together need the same %s, but one has %s and one has %s"
              .formatted(what, first, other));
    }
  }

  /**
   * The answer for one face.
   *
   * @param landmarks pixels of the picture
   * @param spread per landmark, the root mean square distance of all answers from their mean,
   *     pixels of the picture; 0 where there was one answer
   * @param fallback why the second stage of a model saw the face box, if one did
   */
  public record Answer(Landmarks landmarks, List<Double> spread, Optional<String> fallback) {
    /** Copies the list. */
    public Answer {
      spread = List.copyOf(spread);
    }

    /**
     * The mean spread as a share of the longer side of the box around the landmarks; infinite where
     * they span none.
     */
    public double relativeSpread() {
      double mean = spread.stream().mapToDouble(s -> s).average().orElse(0);
      return landmarks
          .span()
          .map(box -> mean / Math.max(box.width(), box.height()))
          .orElse(Double.POSITIVE_INFINITY);
    }
  }

  /**
   * Opens models, see {@link Localiser#open(Path)}.
   *
   * @param models at least one
   * @param shifted see {@link #shifted}
   * @param refined see {@link #refined}
   * @throws InvalidDataException if one cannot be used, or not together with the others
   */
  public static Ensemble open(List<Path> models, boolean shifted, boolean refined) {
    List<Localiser> opened = new ArrayList<>();
    try {
      models.forEach(model -> opened.add(Localiser.open(model)));
      return new Ensemble(opened, shifted, refined);
    } catch (RuntimeException e) {
      opened.forEach(Localiser::close);
      throw e;
    }
  }

  /** One model, asked once. */
  public static Ensemble open(Path model) {
    return open(List.of(model), false, false);
  }

  /** The first model's description; landmarks and kind of box are those of all. */
  public ModelDescription description() {
    return localisers.get(0).description();
  }

  /**
   * Answers for several faces, of one or many pictures.
   *
   * @param faces none of them mirrored
   * @return one answer per face, in order
   */
  public List<Answer> localise(List<FaceQuery> faces) {
    if (!refined) {
      return answers(faces, shifted);
    }
    List<Answer> rough = answers(faces, false);
    List<FaceQuery> again = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      FaceQuery face = faces.get(i);
      again.add(new FaceQuery(face.image(), rough.get(i).landmarks().span().orElse(face.box())));
    }
    return answers(again, shifted);
  }

  private List<Answer> answers(List<FaceQuery> faces, boolean tenTimes) {
    List<List<Localisation>> found = new ArrayList<>();
    faces.forEach(face -> found.add(new ArrayList<>()));
    for (Localiser localiser : localisers) {
      List<Localisation> plain = tenTimes ? List.of() : localiser.localise(faces);
      for (int i = 0; i < faces.size(); i++) {
        found
            .get(i)
            .addAll(tenTimes ? localiser.localise(questions(faces.get(i))) : List.of(plain.get(i)));
      }
    }
    return found.stream().map(Ensemble::merged).toList();
  }

  private static List<FaceQuery> questions(FaceQuery face) {
    List<FaceQuery> questions = new ArrayList<>();
    for (double[] shift : SHIFTS) {
      double right = SHIFT * shift[0];
      double down = SHIFT * shift[1];
      questions.add(new FaceQuery(face.image(), face.box(), right, down, false));
      questions.add(new FaceQuery(face.image(), face.box(), right, down, true));
    }
    return questions;
  }

  private static Answer merged(List<Localisation> found) {
    List<Landmarks> answers = found.stream().map(Localisation::landmarks).toList();
    int count = answers.get(0).count();
    double[] mean = new double[2 * count];
    for (Landmarks answer : answers) {
      for (int i = 0; i < count; i++) {
        mean[i] += answer.x(i) / answers.size();
        mean[count + i] += answer.y(i) / answers.size();
      }
    }
    double[] spread = new double[count];
    for (int i = 0; i < count; i++) {
      for (Landmarks answer : answers) {
        double dx = answer.x(i) - mean[i];
        double dy = answer.y(i) - mean[count + i];
        spread[i] += (dx * dx + dy * dy) / answers.size();
      }
      spread[i] = Math.sqrt(spread[i]);
    }
    return new Answer(
        Landmarks.of(mean),
        Arrays.stream(spread).boxed().toList(),
        found.stream().flatMap(one -> one.fallback().stream()).findFirst());
  }

  @Override
  public void close() {
    localisers.forEach(Localiser::close);
  }
}
