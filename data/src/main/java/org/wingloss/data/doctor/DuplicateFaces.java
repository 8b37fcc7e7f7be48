package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Of thousands that are one face, each is told of so many of training and of the others. */
  private static final int MOST_SAME = 30;

  /** As many as any photograph shows; each face is compared with the first of them. */
  private static final int MOST_FACES = 2_000;

  /**
   * A face of a split.
   *
   * @param size √(width·height) of its landmarks, 1 where they have no extent
   */
  private record Entry(String split, Face face, double size) {
    Entry(String split, Face face) {
      this(
          split,
          face,
          face.landmarks().span().map(box -> Math.sqrt(box.width() * box.height())).orElse(1.0));
    }

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
    patient
        .distinct()
        .forEach(
            (split, faces) -> {
              for (Face face : faces) {
                entries
                    .computeIfAbsent(face.image(), unused -> new ArrayList<>())
                    .add(new Entry(split, face));
              }
            });
    for (List<Entry> faces : entries.values()) {
      for (int i = 1; i < faces.size(); i++) {
        Landmarks seen = faces.get(i).face().landmarks();
        compare(faces.subList(0, i), faces.get(i), seen, true, false);
      }
    }
    new SamePictures(patient.pictures(), this::kind).forEach(this::compare);
    companions.removeAll(leaks.keySet());
  }

  /** 1 for a picture of training faces, 2 for one of others, 3 for one of both. */
  private int kind(Path picture) {
    int kind = 0;
    for (Entry entry : entries.get(picture)) {
      kind |= entry.isTraining() ? 1 : 2;
    }
    return kind;
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

  private void compare(SamePictures.Pair pair) {
    ExaminedPicture first = patient.pictures().get(pair.first());
    ExaminedPicture second = patient.pictures().get(pair.second());
    AffineMap firstFromSecond =
        AffineMap.resizing(
            (double) first.width() / second.width(), (double) first.height() / second.height());
    for (Entry face : entries.get(pair.second())) {
      Landmarks seen = face.face().landmarks().map(firstFromSecond);
      if (pair.flipped()) {
        seen = seen.map(AffineMap.flip(first.width())).reorder(patient.scheme().flipMap());
      }
      compare(entries.get(pair.first()), face, seen, false, pair.flipped());
    }
  }

  /**
   * Compares a face with others; with a bounded number, where thousands are the same.
   *
   * @param others the faces of one picture
   * @param seen the face's landmarks in the pixels of that picture
   * @param onePicture whether it is the face's own, so that their boxes can be compared
   */
  private void compare(
      List<Entry> others, Entry face, Landmarks seen, boolean onePicture, boolean flipped) {
    int[] same = new int[2];
    for (Entry other : others.subList(0, Math.min(MOST_FACES, others.size()))) {
      int kind = other.isTraining() ? 1 : 0;
      if (same[kind] == MOST_SAME) {
        continue;
      }
      if (!(onePicture && apart(other, face)) && isThere(other, seen)) {
        same[kind]++;
        found(other, face, flipped);
      } else if (!flipped && other.isTraining() != face.isTraining()) {
        companions.add(other.isTraining() ? other : face);
      }
    }
  }

  /** Two entries of one face. */
  private void found(Entry a, Entry b, boolean flipped) {
    if (a.isTraining() == b.isTraining()) {
      copies.putIfAbsent(b, text(b, a, flipped));
    } else if (a.isTraining()) {
      leaks.putIfAbsent(a, text(a, b, flipped));
    } else {
      leaks.putIfAbsent(b, text(b, a, flipped));
    }
  }

  private static String text(Entry entry, Entry other, boolean flipped) {
    String split = entry.face().id().equals(other.face().id()) ? " of " + other.split() : "";
    return entry.face().id() + (flipped ? " = flip of " : " = ") + other.face().id() + split;
  }

  private static boolean apart(Entry one, Entry other) {
    Optional<Box> a = one.face().box();
    Optional<Box> b = other.face().box();
    return a.isPresent() && b.isPresent() && apart(a.get(), b.get());
  }

  private static boolean apart(Box a, Box b) {
    return a.right() < b.left()
        || b.right() < a.left()
        || a.bottom() < b.top()
        || b.bottom() < a.top();
  }

  /** Whether some landmarks are those of a face, by the mean over those that both have. */
  private static boolean isThere(Entry face, Landmarks seen) {
    Landmarks own = face.face().landmarks();
    double most = SAME_FACE * face.size();
    double sum = 0;
    int both = 0;
    for (int i = 0; i < own.count() && sum <= most * own.count(); i++) {
      if (own.isPresent(i) && seen.isPresent(i)) {
        sum += Math.hypot(own.x(i) - seen.x(i), own.y(i) - seen.y(i));
        both++;
      }
    }
    return sum / both <= most;
  }
}
