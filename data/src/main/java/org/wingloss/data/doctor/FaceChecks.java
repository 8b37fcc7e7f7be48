package org.wingloss.data.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.FlipMap;

/** The checks that look at one face, or at all faces together, but not at pairs of pictures. */
final class FaceChecks {
  private static final int FEWEST_FOR_FLIP_MAP = 30;
  private static final double FLIP_TOLERANCE = 0.1;

  private final ExaminedDataset patient;
  private final List<Face> faces;

  FaceChecks(ExaminedDataset patient) {
    this.patient = patient;
    this.faces = patient.readable(patient.faces());
  }

  List<Finding> findings() {
    return List.of(
        indexBase(), landmarks(), pointsOutside(), boxes(), degenerate(), flipMap(), exif());
  }

  /**
   * Coordinates off by one show at the borders: people click on the last row and column, so among
   * many faces some points lie exactly there, and with a wrong base exactly one pixel beyond.
   */
  Finding indexBase() {
    List<String> low = ids(face -> any(face, (x, y, w, h) -> x == -1 || y == -1));
    List<String> high = ids(face -> any(face, (x, y, w, h) -> x == w || y == h));
    if (speaks(high, low)) {
      return wrongBase(
          high, "beyond the right or lower border: the files look 1-based but are read as 0-based");
    }
    if (speaks(low, high)) {
      return wrongBase(
          low, "before the left or upper border: the files look 0-based but are read as 1-based");
    }
    return Finding.ok("index-base", "no point speaks against the way coordinates are counted");
  }

  private static boolean speaks(List<String> faces, List<String> against) {
    return faces.size() > 1 && faces.size() > 4 * against.size();
  }

  private static Finding wrongBase(List<String> faces, String where) {
    String message = "[face has|faces have] points exactly one pixel " + where;
    return new Finding("index-base", Severity.WARNING, faces.size(), message, faces);
  }

  /**
   * What no training face has cannot be learnt, and what no test face has is not scored; the files
   * may be of a scheme with fewer landmarks.
   */
  Finding landmarks() {
    List<String> absent = new ArrayList<>();
    Severity severity = Severity.WARNING;
    for (String split : patient.readings().keySet()) {
      List<String> here = absentLandmarks(split);
      absent.addAll(here);
      if (split.equals("train") && !here.isEmpty()) {
        severity = Severity.ERROR;
      }
    }
    return Finding.about(
        "landmarks",
        severity,
        absent,
        "[landmark|landmarks] of %s [has|have] coordinates in no face of a split: another scheme?"
            .formatted(patient.scheme().name()),
        "every landmark has coordinates in some face of each split");
  }

  private List<String> absentLandmarks(String split) {
    List<Face> used = patient.readable(patient.used(split));
    return used.isEmpty()
        ? List.of()
        : IntStream.range(0, patient.scheme().count())
            .filter(i -> used.stream().noneMatch(face -> face.landmarks().isPresent(i)))
            .mapToObj(i -> "landmark %d of %s".formatted(i, split))
            .toList();
  }

  Finding pointsOutside() {
    List<String> outside =
        ids(face -> any(face, (x, y, w, h) -> x < -1 || y < -1 || x > w || y > h));
    return Finding.about(
        "points",
        Severity.WARNING,
        outside,
        "[face has|faces have] points outside [its|their] picture; crops repeat the border there",
        "all points lie inside their pictures");
  }

  Finding boxes() {
    long supplied = faces.stream().filter(face -> face.box().isPresent()).count();
    if (supplied == 0) {
      return Finding.ok("boxes", "no boxes are supplied; they are made from the landmarks");
    }
    List<String> cut =
        ids(face -> face.box().map(box -> cuts(box, face.landmarks())).orElse(false));
    return Finding.about(
        "boxes",
        Severity.WARNING,
        cut,
        "of %d boxes [cuts its|cut their] face: visible points lie outside; enlarge boxes for training"
            .formatted(supplied),
        "all %d boxes hold every visible point of their face".formatted(supplied));
  }

  Finding degenerate() {
    return Finding.about(
        "shapes",
        Severity.ERROR,
        degenerateFaces().stream().map(Face::id).toList(),
        "[face has|faces have] landmarks that all lie in one spot or on one line",
        "no face is without extent");
  }

  List<Face> degenerateFaces() {
    return faces.stream().filter(FaceChecks::isDegenerate).toList();
  }

  private static boolean isDegenerate(Face face) {
    return face.landmarks().span().map(box -> box.width() < 1 || box.height() < 1).orElse(true);
  }

  Finding flipMap() {
    List<Landmarks> shapes = faces.stream().map(Face::landmarks).toList();
    if (shapes.size() < FEWEST_FOR_FLIP_MAP) {
      return Finding.ok(
          "flip-map", "not checked: fewer than %d faces".formatted(FEWEST_FOR_FLIP_MAP));
    }
    try {
      FlipMap found = FlipMap.from(shapes, FLIP_TOLERANCE);
      if (Arrays.equals(found.flip(), patient.scheme().flipMap())) {
        return Finding.ok(
            "flip-map",
            NumberText.format(
                "the flip map of %s fits the mean shape, largest residual %.3f of its size",
                patient.scheme().name(), found.worst()));
      }
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < shapes.get(0).count(); i++) {
        if (found.flip()[i] != patient.scheme().flipMap()[i]) {
          wrong.add("landmark " + i + " flips to " + found.flip()[i]);
        }
      }
      return new Finding(
          "flip-map",
          Severity.ERROR,
          wrong.size(),
          "[landmark flips|landmarks flip] to others than %s says: another order of points?"
              .formatted(patient.scheme().name()),
          wrong);
    } catch (InvalidDataException e) {
      return new Finding(
          "flip-map",
          Severity.WARNING,
          0,
          "cannot be told from these faces: " + e.getMessage(),
          List.of());
    }
  }

  Finding exif() {
    List<String> rotated =
        ids(
            face ->
                patient.picture(face).orientation()
                    != org.wingloss.data.image.ExifOrientation.UPRIGHT);
    return Finding.about(
        "exif",
        Severity.WARNING,
        rotated,
        "[face is in a picture|faces are in pictures] whose EXIF tag asks for a rotation; pixels are read as stored, check that the landmarks were annotated on the stored picture",
        "no picture asks for a rotation");
  }

  private interface PointTest {
    boolean test(double x, double y, int width, int height);
  }

  private boolean any(Face face, PointTest test) {
    ExaminedPicture picture = patient.picture(face);
    Landmarks points = face.landmarks();
    for (int i = 0; i < points.count(); i++) {
      if (points.isPresent(i)
          && test.test(points.x(i), points.y(i), picture.width(), picture.height())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a visible landmark lies outside a box by more than a fiftieth of its side. */
  private static boolean cuts(Box box, Landmarks points) {
    double slack = Math.max(box.width(), box.height()) / 50;
    for (int i = 0; i < points.count(); i++) {
      if (points.isVisible(i)
          && (points.x(i) < box.left() - slack
              || points.x(i) > box.right() + slack
              || points.y(i) < box.top() - slack
              || points.y(i) > box.bottom() + slack)) {
        return true;
      }
    }
    return false;
  }

  private List<String> ids(Predicate<Face> test) {
    return faces.stream().filter(test).map(Face::id).toList();
  }
}
