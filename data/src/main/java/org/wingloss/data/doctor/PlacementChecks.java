package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;

/**
 * Finds landmarks that make a face but not where the face is: they are shifted against the supplied
 * box, or where there are no boxes, against the place that faces have in the data set's pictures.
 * Pictures with faces anywhere tell nothing, and then nothing is found.
 */
final class PlacementChecks {
  private static final int FEWEST = 30;

  /** How many times the spread of the middle nine tenths is still a place. */
  private static final double SPREADS = 2;

  /** How much of the frame's side more. */
  private static final double SLACK = 0.08;

  /**
   * A face in the frame that tells where it should be.
   *
   * @param x of the landmarks' centre against the frame's, in units of its width
   * @param y likewise, of its height
   * @param frame what the frame is
   */
  private record Place(double x, double y, String frame) {}

  /** What is usual of one coordinate. */
  private record Usual(double middle, double most) {
    static Usual of(List<Place> places, ToDoubleFunction<Place> coordinate) {
      double[] sorted = places.stream().mapToDouble(coordinate).sorted().toArray();
      double middle = sorted[sorted.length / 2];
      double low = sorted[sorted.length / 20];
      double high = sorted[sorted.length - 1 - sorted.length / 20];
      return new Usual(middle, SPREADS * Math.max(middle - low, high - middle) + SLACK);
    }

    boolean has(double value) {
      return Math.abs(value - middle) <= most;
    }
  }

  private final ExaminedDataset patient;
  private final Map<Path, List<Face>> byPicture;
  private final Map<String, List<Place>> places;
  private final Map<String, Usual> usualX;
  private final Map<String, Usual> usualY;

  /**
   * Learns where faces are.
   *
   * @param faces in readable pictures
   * @param shapely those of them whose landmarks make a face
   */
  PlacementChecks(ExaminedDataset patient, List<Face> faces, List<Face> shapely) {
    this.patient = patient;
    byPicture = faces.stream().collect(Collectors.groupingBy(Face::image));
    places =
        shapely.stream()
            .flatMap(face -> place(face).stream())
            .collect(Collectors.groupingBy(Place::frame));
    places.values().removeIf(some -> some.size() < FEWEST);
    usualX = usual(Place::x);
    usualY = usual(Place::y);
  }

  /** What is wrong with a face's place, if something is. */
  Optional<String> fault(Face face) {
    return place(face)
        .filter(place -> places.containsKey(place.frame()))
        .flatMap(
            place -> {
              Usual x = usualX.get(place.frame());
              Usual y = usualY.get(place.frame());
              return x.has(place.x()) && y.has(place.y())
                  ? Optional.empty()
                  : Optional.of(
                      neighbour(face)
                          .orElseGet(
                              () ->
                                  NumberText.format(
                                      "the landmarks are shifted by %.2f of the %s's width and %.2f of its height",
                                      place.x() - x.middle(),
                                      place.frame(),
                                      place.y() - y.middle())));
            });
  }

  private Map<String, Usual> usual(ToDoubleFunction<Place> coordinate) {
    return places.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> Usual.of(e.getValue(), coordinate)));
  }

  /** Names the face of the same picture in whose box the landmarks lie. */
  private Optional<String> neighbour(Face face) {
    Box span = face.landmarks().bounds();
    return byPicture.get(face.image()).stream()
        .filter(other -> !other.id().equals(face.id()))
        .filter(other -> other.box().isPresent() && holdsCentre(other.box().get(), span))
        .map(other -> "the landmarks lie in the box of " + other.id() + ", the neighbour's")
        .findFirst();
  }

  private static boolean holdsCentre(Box box, Box span) {
    return Math.abs(span.centreX() - box.centreX()) < box.width() / 4
        && Math.abs(span.centreY() - box.centreY()) < box.height() / 4;
  }

  private Optional<Place> place(Face face) {
    ExaminedPicture picture = patient.picture(face);
    if (!face.landmarks().isComplete()) {
      return Optional.empty();
    }
    Box frame = face.box().orElseGet(() -> new Box(0, 0, picture.width(), picture.height()));
    return face.landmarks()
        .span()
        .map(
            box ->
                new Place(
                    (box.centreX() - frame.centreX()) / frame.width(),
                    (box.centreY() - frame.centreY()) / frame.height(),
                    face.box().isPresent() ? "box" : "picture"));
  }
}
