package org.wingloss.model.detector;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.model.onnx.OnnxSession;
import org.wingloss.model.onnx.foreign.ForeignOnnx;

/**
 * Finds faces with an ONNX file of the user's; none travels with this project. Two families of
 * files are understood by the names of their outputs, see {@link YuNet}, {@link PriorYuNet} and
 * {@link UltraLight}. May be shared by threads.
 */
public final class FaceDetector implements AutoCloseable {
  /** Faces of a lower score are not reported. */
  public static final double LEAST_SCORE = 0.7;

  /** Of two boxes that overlap more (intersection over union), the one of higher score stays. */
  public static final double MOST_OVERLAP = 0.3;

  private static final int MOST_FACES = 200;

  private final OnnxSession session;
  private final DetectorFamily layout;
  private final String input;
  private final int width;
  private final int height;

  private FaceDetector(
      OnnxSession session, DetectorFamily layout, String input, int width, int height) {
    this.session = session;
    this.layout = layout;
    this.input = input;
    this.width = width;
    this.height = height;
  }

  /** A fixed side of the file, or the layout's usual one where the file leaves it free. */
  private static int side(long fixed, int usual, Path file) {
    if (fixed > 4096) {
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
    /** A box about a centre, measured from the outer edge of pixel 0; empty if it is none. */
    static Optional<Detection> about(double x, double y, double w, double h, double score) {
      if (!(w > 0) || !(h > 0) || !Double.isFinite(x + y + w + h)) {
        return Optional.empty();
      }
      // Pixel centres are on integers, so the outer edge of pixel 0 lies at -0.5.
      Box box = new Box(x - w / 2 - 0.5, y - h / 2 - 0.5, x + w / 2 - 0.5, y + h / 2 - 0.5);
      return Optional.of(new Detection(box, score));
    }
  }

  /**
   * Opens a detector.
   *
   * @throws InvalidDataException if the file is absent, unusable, of a layout that is not known, or
   *     holds more than {@link ForeignOnnx} lets pass
   */
  public static FaceDetector open(Path file) {
    if (!Files.exists(file)) {
      throw InvalidDataException.in(file, "no such face detector");
    }
    ForeignOnnx onnx = ForeignOnnx.read(file);
    DetectorFamily layout = DetectorFamily.of(onnx.outputs(), file);
    List<Long> sides = onnx.inputShape();
    if (sides.size() != 4 || sides.get(1) != 3) {
      throw InvalidDataException.in(
          file,
          "input '%s' should have shape (1, 3, height, width)"
              .formatted(TextFile.shown(onnx.input())));
    }
    int width = side(sides.get(3), layout.width(), file);
    int height = side(sides.get(2), layout.height(), file);
    byte[] checked = onnx.content(List.of(1L, 3L, (long) height, (long) width));
    try {
      return new FaceDetector(OnnxSession.open(checked, 1), layout, onnx.input(), width, height);
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
    Placement placement = layout.place(image, width, height);
    AffineMap networkFromImage = placement.networkFromImage(image);
    RgbImage seen = Warp.crop(image, networkFromImage, placement.width(), placement.height());
    FloatBuffer planes = planes(seen);
    List<Detection> found;
    try {
      found =
          session.run(
              input,
              environment ->
                  OnnxTensor.createTensor(environment, planes, new long[] {1, 3, height, width}),
              result -> layout.decode(new Outputs(result), width, height, LEAST_SCORE));
    } catch (OrtException e) {
      throw new InvalidDataException("the face detector failed: " + reason(e), e);
    }
    return best(found, networkFromImage.inverse());
  }

  /** The picture in the upper left corner; the rest stays zero. */
  private FloatBuffer planes(RgbImage seen) {
    FloatBuffer planes =
        ByteBuffer.allocateDirect(3 * width * height * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int channel = 0; channel < 3; channel++) {
      int from = layout.blueFirst() ? 2 - channel : channel;
      for (int y = 0; y < seen.height(); y++) {
        int to = (channel * height + y) * width;
        for (int x = 0; x < seen.width(); x++) {
          int value = seen.rgb()[3 * (y * seen.width() + x) + from] & 0xFF;
          planes.put(to + x, layout.level(value));
        }
      }
    }
    return planes;
  }

  private static List<Detection> best(List<Detection> found, AffineMap imageFromNetwork) {
    List<Detection> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection one : sorted) {
      if (kept.size() < MOST_FACES
          && kept.stream().allMatch(other -> overlap(one.box(), other.box()) <= MOST_OVERLAP)) {
        kept.add(one);
      }
    }
    return kept.stream()
        .map(one -> new Detection(mapped(one.box(), imageFromNetwork), one.score()))
        .toList();
  }

  private static Box mapped(Box box, AffineMap map) {
    return new Box(
        map.x(box.left(), 0), map.y(0, box.top()), map.x(box.right(), 0), map.y(0, box.bottom()));
  }

  private static double overlap(Box a, Box b) {
    double w = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (a.width() * a.height() + b.width() * b.height() - w * h);
  }

  /** Waits for the calls under way and frees the engine's memory; closing twice is harmless. */
  @Override
  public void close() {
    session.close();
  }
}
