package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;

/**
 * Faces that are there more than once: the same picture, as it is or flipped, with landmarks in the
 * same place. Within a split they count twice, across splits they leak. Several people in one
 * photograph are several faces.
 */
final class DuplicateFaces {
  /**
   * The mean distance, as a share of the face's size √(width·height), up to which two annotations
   * are of one face. Neighbours in a photograph are about 1 apart.
   */
  private static final double SAME_FACE = 0.2;

  private record Entry(String split, Face face) {
    boolean isTraining() {
      return split.equals("train");
    }
  }

  private final ExaminedDataset patient;
  private final boolean tested;
  private final Map<Path, List<Entry>> entries = new TreeMap<>();
  private final Map<Entry, String> copies = new LinkedHashMap<>();
  private final Map<Entry, String> leaks = new LinkedHashMap<>();
  private final Set<Entry> companions = new LinkedHashSet<>();

  DuplicateFaces(ExaminedDataset patient) {
    this.patient = patient;
    this.tested = patient.readings().keySet().stream().anyMatch(split -> !split.equals("train"));
    Set<Face> testing = new HashSet<>();
    for (String split : patient.readings().keySet()) {
      for (Face face : patient.used(split)) {
        // "full" repeats the faces of other test splits.
        if (split.equals("train") || testing.add(face)) {
          entries
              .computeIfAbsent(face.image(), unused -> new ArrayList<>())
              .add(new Entry(split, face));
        }
      }
    }
    for (List<Entry> faces : entries.values()) {
      for (int i = 0; i < faces.size(); i++) {
        for (int j = i + 1; j < faces.size(); j++) {
          compare(faces.get(i), faces.get(j), false);
        }
      }
    }
    for (SamePictures.Pair pair : SamePictures.among(patient.pictures())) {
      for (Entry first : entries.get(pair.first())) {
        entries.get(pair.second()).forEach(second -> compare(first, second, pair.flipped()));
      }
    }
    companions.removeAll(leaks.keySet());
  }

  List<Finding> findings() {
    String untested =
        patient.oneList()
            ? "not checked: one list file is given, which is read whole as every split"
            : "not checked: there is neither a test split nor a validation list";
    return List.of(
        Finding.about(
            "leakage",
            Severity.WARNING,
            List.copyOf(leaks.values()),
            "training [face is|faces are] in a test or validation split too, as [it is|they are] or flipped",
            tested ? "no face is in training and test" : untested),
        Finding.about(
            "photographs",
            Severity.WARNING,
            companions.stream().map(entry -> entry.face().id()).toList(),
            "training [face is of another person|faces are of other people] in photographs of a test or validation split; [it is|they are] not listed to leave out",
            tested ? "no photograph is in training and test" : untested),
        Finding.about(
            "duplicates",
            Severity.WARNING,
            List.copyOf(copies.values()),
            "[face is|faces are] there another time, as [it is|they are] or flipped",
            "no face is there twice"));
  }

  /** The training faces to leave out. */
  Set<Face> fix() {
    Set<Face> fix = new LinkedHashSet<>();
    leaks.keySet().forEach(entry -> fix.add(entry.face()));
    copies.keySet().stream().filter(Entry::isTraining).forEach(entry -> fix.add(entry.face()));
    return fix;
  }

  private void compare(Entry a, Entry b, boolean flipped) {
    if (isSameFace(a.face(), b.face(), flipped)) {
      if (a.isTraining() == b.isTraining()) {
        copies.putIfAbsent(b, text(b, a, flipped));
      } else if (a.isTraining()) {
        leaks.putIfAbsent(a, text(a, b, flipped));
      } else {
        leaks.putIfAbsent(b, text(b, a, flipped));
      }
    } else if (!flipped && a.isTraining() != b.isTraining()) {
      companions.add(a.isTraining() ? a : b);
    }
  }

  private static String text(Entry entry, Entry other, boolean flipped) {
    String split = entry.face().id().equals(other.face().id()) ? " of " + other.split() : "";
    return entry.face().id() + (flipped ? " = flip of " : " = ") + other.face().id() + split;
  }

  private boolean isSameFace(Face a, Face b, boolean flipped) {
    Landmarks ours = a.landmarks();
    Landmarks theirs = b.landmarks();
    if (a.image().equals(b.image())) {
      if (a.box().isPresent() && b.box().isPresent() && apart(a.box().get(), b.box().get())) {
        return false;
      }
    } else {
      theirs = theirs.map(firstFromSecond(patient.picture(a), patient.picture(b)));
    }
    if (flipped) {
      theirs =
          theirs
              .map(AffineMap.flip(patient.picture(a).width()))
              .reorder(patient.scheme().flipMap());
    }
    double size = ours.span().map(box -> Math.sqrt(box.width() * box.height())).orElse(1.0);
    return meanDistance(ours, theirs) <= SAME_FACE * size;
  }

  /** Two sizes of one picture: outer edges lie on outer edges. */
  private static AffineMap firstFromSecond(ExaminedPicture first, ExaminedPicture second) {
    double sx = (double) first.width() / second.width();
    double sy = (double) first.height() / second.height();
    return new AffineMap(sx, 0, 0.5 * sx - 0.5, 0, sy, 0.5 * sy - 0.5);
  }

  private static boolean apart(Box a, Box b) {
    return a.right() < b.left()
        || b.right() < a.left()
        || a.bottom() < b.top()
        || b.bottom() < a.top();
  }

  /** Over the landmarks that both have; NaN if there are none. */
  private static double meanDistance(Landmarks a, Landmarks b) {
    double sum = 0;
    int both = 0;
    for (int i = 0; i < a.count(); i++) {
      if (a.isPresent(i) && b.isPresent(i)) {
        sum += Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i));
        both++;
      }
    }
    return sum / both;
  }
}
