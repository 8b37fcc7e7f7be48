package org.wingloss.data.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.shape.Plausibility;

/**
 * Finds annotations that do not look right: landmarks that are another face's, that make no face,
 * or that are not where the face is.
 */
final class AnnotationChecks {
  /** Where thousands of faces have the same landmarks, each is compared with the first of them. */
  private static final int MOST_REPEATED = 10;

  private final Map<Face, String> faults = new LinkedHashMap<>();
  private final List<Face> faces;

  /** Why shapes were not looked at, or empty. */
  private String unchecked = "";

  AnnotationChecks(ExaminedDataset patient) {
    faces = patient.readable(patient.faces());
    faces.stream()
        .filter(face -> Plausibility.canJudge(face.landmarks()))
        .collect(Collectors.groupingBy(Face::landmarks, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> repeated(same, patient));
    shapes(patient);
    PlacementChecks placement = new PlacementChecks(patient, faces, rest());
    rest().forEach(face -> placement.fault(face).ifPresent(fault -> faults.put(face, fault)));
  }

  Finding finding() {
    String note = unchecked.isEmpty() ? "" : " (shapes not checked: " + unchecked + ")";
    return Finding.about(
        "annotations",
        Severity.WARNING,
        suspicious().stream().map(SuspiciousFace::toString).toList(),
        "[face has|faces have] annotations that do not look right" + note,
        unchecked.isEmpty()
            ? "every annotation looks like a face in its place"
            : "not checked: " + unchecked);
  }

  /** The faces whose annotation does not look right. */
  List<SuspiciousFace> suspicious() {
    return faces.stream()
        .filter(faults::containsKey)
        .map(face -> new SuspiciousFace(face, faults.get(face)))
        .toList();
  }

  private List<Face> rest() {
    return faces.stream().filter(face -> !faults.containsKey(face)).toList();
  }

  private void shapes(ExaminedDataset patient) {
    List<Landmarks> shapes = faces.stream().map(Face::landmarks).toList();
    try {
      ShapeChecks checks = new ShapeChecks(patient.scheme(), shapes);
      rest().forEach(face -> fault(face, checks).ifPresent(fault -> faults.put(face, fault)));
    } catch (IllegalStateException | IllegalArgumentException e) {
      // ND4J is optional; few faces or a landmark that no face has leave no shape model.
      unchecked = e.getMessage();
    }
  }

  /** A face that cannot be compared with the others is the only one that is at fault. */
  private static Optional<String> fault(Face face, ShapeChecks checks) {
    try {
      return checks.fault(face.landmarks());
    } catch (IllegalArgumentException e) {
      return Optional.of("the landmarks cannot be compared with a face: " + e.getMessage());
    }
  }

  /** Faces with the very same landmarks: copies of one face, or one has another's. */
  private void repeated(List<Face> same, ExaminedDataset patient) {
    for (Face face : same) {
      Optional<Face> other =
          same.stream()
              .limit(MOST_REPEATED)
              .filter(f -> !f.id().equals(face.id()) && !samePlace(f, face, patient))
              .filter(f -> overlap(face) <= overlap(f))
              .findFirst();
      other.ifPresent(
          f ->
              faults.put(
                  face,
                  overlap(face) < overlap(f)
                      ? "has the very landmarks of " + f.id() + ", the neighbour's"
                      : "has the very landmarks of "
                          + f.id()
                          + ": one of them has its neighbour's"));
    }
  }

  private static boolean samePlace(Face a, Face b, ExaminedDataset patient) {
    boolean same =
        a.image().equals(b.image())
            || patient
                .picture(a)
                .thumbnail()
                .orElseThrow()
                .resembles(patient.picture(b).thumbnail().orElseThrow());
    return same && (a.box().isEmpty() || b.box().isEmpty() || overlap(a) == overlap(b));
  }

  /** How well landmarks and box agree: intersection over union, 0 without a box. */
  private static double overlap(Face face) {
    return face.landmarks().span().flatMap(span -> face.box().map(span::overlap)).orElse(0.0);
  }
}
