package org.wingloss.model.detector;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.onnx.DetectionExport;
import org.wingloss.model.onnx.OnnxSession;
import org.wingloss.model.onnx.foreign.ForeignOnnx;

/**
 * Finds faces, with the built-in detector or an ONNX file of the user's. Families of files are
 * understood by the names of their outputs, see {@link YuNet}, {@link PriorYuNet}, {@link
 * UltraLight}, {@link BlazeFace} and {@link CellDetector}. May be shared by threads.
 */
public final class FaceDetector implements AutoCloseable {
  /** Faces of a lower score are not reported by the families that others have trained. */
  public static final double LEAST_SCORE = 0.7;

  /** Of two boxes that overlap more (intersection over union), the one of higher score stays. */
  public static final double MOST_OVERLAP = 0.3;

  /** The largest longer side, in pixels, at which a picture is searched. */
  public static final int LARGEST_SIZE = 4096;

  /** More faces are not reported. */
  static final int MOST_FACES = 200;

  private final OnnxSession session;
  private final DetectorFamily family;
  private final DetectorInput input;

  /** Refuses an input of a shape for which the file is not known to be harmless. */
  private final Consumer<List<Long>> check;

  private FaceDetector(
      OnnxSession session, DetectorFamily family, DetectorInput input, Consumer<List<Long>> check) {
    this.session = session;
    this.family = family;
    this.input = input;
    this.check = check;
  }

  /** A fixed side of the file, or the layout's usual one where the file leaves it free. */
  private static int side(long fixed, int usual, Path file) {
    if (fixed > LARGEST_SIZE) {
      throw InvalidDataException.in(
          file, "an input side of %d pixels is too large".formatted(fixed));
    }
    return fixed < 1 ? usual : (int) fixed;
  }

  /**
   * A face that was found.
   *
   * @param box picture pixels
   * @param score 0 to 1
   */
  public record Detection(Box box, double score) {
    private static final double LEAST_SIDE = 1e-3;
    private static final double FARTHEST = 1e6;

    /**
     * A box about a centre, measured from the outer edge of pixel 0; empty if it is none, or so
     * small or so far away that its edges would fall together.
     */
    static Optional<Detection> about(double x, double y, double w, double h, double score) {
      boolean near = Math.abs(x) + w < FARTHEST && Math.abs(y) + h < FARTHEST;
      if (!near || !(w >= LEAST_SIDE) || !(h >= LEAST_SIDE)) {
        return Optional.empty();
      }
      // Pixel centres are on integers, so the outer edge of pixel 0 lies at -0.5.
      Box box = new Box(x - w / 2 - 0.5, y - h / 2 - 0.5, x + w / 2 - 0.5, y + h / 2 - 0.5);
      return Optional.of(new Detection(box, score));
    }
  }

  /** The built-in detector; what it is and where it comes from is in {@code face-detector.md}. */
  public static FaceDetector standard() {
    return standard(OptionalInt.empty());
  }

  /**
   * As {@link #standard()}.
   *
   * @param size the longer side of the finest scale at which a picture is searched, pixels; where
   *     it is empty 0.35 of the picture's, so that faces of 50 pixels are found, 640 to {@value
   *     #LARGEST_SIZE}
   */
  public static FaceDetector standard(OptionalInt size) {
    CellDetector family = new CellDetector();
    int side = size.orElse(family.layout().width());
    try {
      OnnxSession session = OnnxSession.open(standardFile(), 1);
      DetectorInput input = new DetectorInput(DetectionExport.INPUT, side, side, false);
      return new FaceDetector(session, family, input, shape -> {});
    } catch (OrtException e) {
      throw new IllegalStateException("the built-in detector cannot be opened", e);
    }
  }

  /**
   * How the built-in detector searches a picture, for whoever runs its file elsewhere.
   *
   * @param finest the longer side of the finest scale, as a share of the picture's
   * @param shortest that side has at least so many pixels, where the picture has them
   * @param largest that side has at most so many pixels
   * @param candidate what scores less in the first views is passed over
   * @param most faces that are looked at again, the best first
   * @param least faces of a lower score are not reported
   */
  public record Search(
      double finest, int shortest, int largest, double candidate, int most, double least) {}

  /**
   * How the built-in detector searches a picture.
   *
   * @param verified whether the boxes are those of {@link #candidates} and not of {@link #detect}
   */
  public static Search standardSearch(boolean verified) {
    return CellDetector.search(verified);
  }

  /** The built-in detector's ONNX file, for other runtimes. */
  public static byte[] standardFile() {
    try (InputStream in = FaceDetector.class.getResourceAsStream("face-detector.onnx")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the built-in detector cannot be read", e);
    }
  }

  /**
   * Opens a detector.
   *
   * @throws InvalidDataException if the file is absent, unusable, of a layout that is not known, or
   *     holds more than {@link ForeignOnnx} lets pass
   */
  public static FaceDetector open(Path file) {
    return open(file, OptionalInt.empty());
  }

  /**
   * As {@link #open(Path)}.
   *
   * @param size the sides of the input where the file leaves them free; for files of our own the
   *     longer side of the finest scale at which a picture is searched
   */
  public static FaceDetector open(Path file, OptionalInt size) {
    if (!Files.exists(file)) {
      throw InvalidDataException.in(file, "no such face detector");
    }
    ForeignOnnx onnx = ForeignOnnx.read(file);
    DetectorFamily family = DetectorFamily.of(onnx.outputs(), file);
    List<Long> sides = onnx.inputShape();
    boolean channelsLast = sides.size() == 4 && sides.get(1) != 3 && sides.get(3) == 3;
    if (sides.size() != 4 || (sides.get(1) != 3 && !channelsLast)) {
      throw InvalidDataException.in(
          file,
          "input '%s' should have shape (1, 3, height, width) or (1, height, width, 3)"
              .formatted(TextFile.shown(onnx.input())));
    }
    int first = channelsLast ? 1 : 2;
    int width = side(sides.get(first + 1), size.orElse(family.layout().width()), file);
    int height = side(sides.get(first), size.orElse(family.layout().height()), file);
    DetectorInput input = new DetectorInput(onnx.input(), width, height, channelsLast);
    try {
      if (family.takesAnySize()) {
        OnnxSession session = OnnxSession.openForeign(onnx.contentOfAnySize(), 1);
        return new FaceDetector(session, family, input, onnx::requireBounded);
      }
      byte[] checked = onnx.content(input.shape(width, height));
      return new FaceDetector(OnnxSession.openForeign(checked, 1), family, input, shape -> {});
    } catch (OrtException e) {
      throw InvalidDataException.in(file, "is not a usable ONNX file: " + reason(e), e);
    }
  }

  /** On one line: ONNX Runtime repeats names that come from the file. */
  private static String reason(OrtException e) {
    return e.getMessage().replaceAll("\\p{Cntrl}", "?");
  }

  /** The faces of a picture, best first. */
  public List<Detection> detect(RgbImage image) {
    return detect(image, family.leastScore());
  }

  /**
   * Places where a face may be, best first: for the built-in detector more than {@link #detect},
   * for whoever looks at the landmarks before it takes one that is not {@linkplain #isSure sure}
   * for a face.
   */
  public List<Detection> candidates(RgbImage image) {
    return detect(image, family.verifiedScore());
  }

  /** Whether a candidate is a face whatever its landmarks look like. */
  public boolean isSure(Detection candidate) {
    return candidate.score() >= family.sureScore();
  }

  /**
   * Work of several calls: closing waits until all of it is done.
   *
   * @param work calls the detector on this thread and does not close it
   * @throws IllegalStateException if the detector is closed or waits to be
   */
  public <T> T whileOpen(Supplier<T> work) {
    return session.whileOpen(work);
  }

  private List<Detection> detect(RgbImage image, double least) {
    double candidate = Math.min(family.candidateScore(), least);
    return whileOpen(
        () -> {
          List<Detection> found = new ArrayList<>();
          family.views(
              image, input.width(), input.height(), view -> found.addAll(detect(view, candidate)));
          return family.confirmed(family.merge(found), image, least, view -> detect(view, 0));
        });
  }

  /** What is found in one view, picture pixels. */
  private List<Detection> detect(View view, double least) {
    List<Long> shape = input.shape(view.width(), view.height());
    check.accept(shape);
    long[] sides = shape.stream().mapToLong(Long::longValue).toArray();
    FloatBuffer planes = input.planes(view, family);
    try {
      return session.run(
          input.name(),
          environment -> OnnxTensor.createTensor(environment, planes, sides),
          result ->
              family.decode(new Outputs(result), view.width(), view.height(), least).stream()
                  .map(one -> new Detection(mapped(one.box(), view.imageFromInput()), one.score()))
                  .toList());
    } catch (OrtException e) {
      throw new InvalidDataException("the face detector failed: " + reason(e), e);
    }
  }

  private static Box mapped(Box box, AffineMap map) {
    double left = map.x(box.left(), 0);
    double right = map.x(box.right(), 0);
    return new Box(
        Math.min(left, right), map.y(0, box.top()), Math.max(left, right), map.y(0, box.bottom()));
  }

  /** Waits for the calls under way and frees the engine's memory; closing twice is harmless. */
  @Override
  public void close() {
    session.close();
  }
}
