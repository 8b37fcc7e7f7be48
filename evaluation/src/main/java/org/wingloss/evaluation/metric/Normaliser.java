package org.wingloss.evaluation.metric;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The length d by which a face's point errors are divided: NME = mean over the landmarks of ‖p̂−p‖₂
 * / d. The same predictions score very different numbers under different lengths, so none is
 * implied: every number carries the name and the formula of its normaliser.
 */
public final class Normaliser {
  /**
   * Inter-ocular distance: between the outer eye corners. Today's tables of 300-W and WFLW use it
   * (docs/paper.md, section 7).
   */
  public static final Normaliser INTER_OCULAR =
      eyes(
          "inter-ocular",
          "distance of the outer eye corners",
          scheme -> scheme.outerEyeCorners().stream().limit(1).toList(),
          scheme -> scheme.outerEyeCorners().stream().skip(1).limit(1).toList());

  /**
   * Inter-pupil distance: between the eye centres, each the mean of its eye's landmarks. The
   * paper's norm for 300-W (docs/paper.md, section 7) (A).
   */
  public static final Normaliser INTER_PUPIL =
      eyes(
          "inter-pupil",
          "distance of the eye centres (mean of each eye's landmarks)",
          LandmarkScheme::leftEye,
          LandmarkScheme::rightEye);

  /** The width of the face box. The paper's norm for AFLW (docs/paper.md, section 7) (A). */
  public static final Normaliser BOX_WIDTH = box("box-width", "width", Box::width);

  /** √(width · height) of the face box. Used with 300-W private and COFW-68. */
  public static final Normaliser BOX_SIZE = box("box-size", "√(width · height)", Normaliser::size);

  /** The longer side of the face box. */
  public static final Normaliser BOX_MAX =
      box("box-max", "longer side", box -> Math.max(box.width(), box.height()));

  /** The diagonal of the face box. */
  public static final Normaliser BOX_DIAGONAL =
      box("box-diagonal", "diagonal", box -> Math.hypot(box.width(), box.height()));

  /** √(width · height) of the tight box around the ground-truth landmarks; needs nothing else. */
  public static final Normaliser LANDMARK_BOX =
      new Normaliser(
          "landmark-box",
          "√(width · height) of the tight box around the ground-truth landmarks",
          Kind.LANDMARKS,
          scheme -> true,
          (scheme, truth, box) -> truth.span().map(Normaliser::size).orElse(Double.NaN));

  private static final List<Normaliser> ALL =
      List.of(INTER_OCULAR, INTER_PUPIL, BOX_WIDTH, BOX_SIZE, BOX_MAX, BOX_DIAGONAL, LANDMARK_BOX);

  private final String name;
  private final String formula;
  private final Kind kind;
  private final Predicate<LandmarkScheme> suits;
  private final Length length;

  private enum Kind {
    EYES,
    BOX,
    LANDMARKS
  }

  private interface Length {
    double of(LandmarkScheme scheme, Landmarks truth, Optional<Box> box);
  }

  private Normaliser(
      String name, String formula, Kind kind, Predicate<LandmarkScheme> suits, Length length) {
    this.name = name;
    this.formula = formula;
    this.kind = kind;
    this.suits = suits;
    this.length = length;
  }

  /**
   * A distance between the eyes.
   *
   * @param left the landmarks whose mean stands for the left eye; empty when the scheme has none
   * @param right likewise for the right eye
   */
  private static Normaliser eyes(
      String name,
      String formula,
      Function<LandmarkScheme, List<Integer>> left,
      Function<LandmarkScheme, List<Integer>> right) {
    Predicate<LandmarkScheme> suits =
        scheme -> !left.apply(scheme).isEmpty() && !right.apply(scheme).isEmpty();
    return new Normaliser(
        name,
        formula,
        Kind.EYES,
        suits,
        (scheme, truth, box) ->
            suits.test(scheme)
                ? distance(centre(truth, left.apply(scheme)), centre(truth, right.apply(scheme)))
                : Double.NaN);
  }

  private static double[] centre(Landmarks truth, List<Integer> eye) {
    return truth.mean(eye.stream().mapToInt(Integer::intValue).toArray());
  }

  private static double distance(double[] left, double[] right) {
    double length = Math.hypot(left[0] - right[0], left[1] - right[1]);
    return length > 0 ? length : Double.NaN;
  }

  /** A length of the face box that comes with the annotations; a detector's box is another norm. */
  private static Normaliser box(String name, String length, ToDoubleFunction<Box> pixels) {
    return new Normaliser(
        name,
        length + " of the supplied face box",
        Kind.BOX,
        scheme -> true,
        (scheme, truth, box) -> box.isPresent() ? pixels.applyAsDouble(box.get()) : Double.NaN);
  }

  private static double size(Box box) {
    return Math.sqrt(box.width() * box.height());
  }

  /** The name on the command line and in every report, {@code inter-ocular}. */
  public String name() {
    return name;
  }

  /** The formula in words, for reports. */
  public String formula() {
    return formula;
  }

  /** Whether the annotations must carry a face box. */
  public boolean needsBox() {
    return kind == Kind.BOX;
  }

  /**
   * The thresholds of FR and AUC that the field's protocols use under this norm, percent: 8 (300-W)
   * and 10 (COFW, WFLW) for the eyes.
   */
  public List<Double> usualThresholds() {
    return kind == Kind.EYES ? List.of(8.0, 10.0) : List.of(7.0);
  }

  /** Whether faces of this scheme can have such a length. */
  public boolean suits(LandmarkScheme scheme) {
    return suits.test(scheme);
  }

  /**
   * The length in pixels of the picture; always of the ground truth, never of a prediction.
   *
   * @return a positive number, or NaN when this face has no such length: a needed landmark or the
   *     box is missing, or the two points coincide
   */
  public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
    return length.of(scheme, truth, box);
  }

  /** Every normaliser, in the order of reports. */
  public static List<Normaliser> all() {
    return ALL;
  }

  /**
   * The normaliser of a name.
   *
   * @throws InvalidDataException if there is none of that name
   */
  public static Normaliser of(String name) {
    return ALL.stream()
        .filter(n -> n.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "no normaliser is called '%s'; known: %s"
                        .formatted(
                            name,
                            ALL.stream().map(Normaliser::name).collect(Collectors.joining(", ")))));
  }

  /**
   * The paper's norm for faces of a scheme, and those of today's tables besides; the deciding one
   * first (docs/paper.md, section 7): box width for AFLW (A); inter-pupil, and inter-ocular
   * besides, for 300-W and COFW; for others the outer eye corners, else the eye centres, else the
   * landmarks' own box.
   */
  public static List<Normaliser> ofPaper(LandmarkScheme scheme) {
    return switch (scheme.name()) {
      case "aflw-19", "aflw-21" -> List.of(BOX_WIDTH);
      case "300w-68", "300w-51", "cofw-29" -> List.of(INTER_PUPIL, INTER_OCULAR);
      default ->
          Stream.of(INTER_OCULAR, INTER_PUPIL, LANDMARK_BOX)
              .filter(norm -> norm.suits(scheme))
              .limit(1)
              .toList();
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
