package org.wingloss.data.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.wingloss.data.dataset.Reading;
import org.wingloss.data.dataset.SkipList;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;

/**
 * The faces whose leaving out repairs what can be repaired. An id may stand for one face in
 * training and for another in test; then it is listed with its split. A split that would lose every
 * face is left as it is: that is no repair.
 */
final class FixList {
  /** Without their ids: several test splits may have a face under several. */
  private final Set<Face> unusable = new HashSet<>();

  private final Set<Face> fromTraining = new HashSet<>();

  /** Leaves faces out of every split. */
  void add(Collection<Face> faces) {
    faces.forEach(face -> unusable.add(ExaminedDataset.unnamed(face)));
  }

  /** Leaves faces out of the training set. */
  void addTraining(Collection<Face> faces) {
    fromTraining.addAll(faces);
  }

  /** The lines of a {@linkplain SkipList skip list}. */
  List<String> lines(ExaminedDataset patient) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    Map<String, Set<String>> listed = new LinkedHashMap<>();
    patient
        .readings()
        .forEach(
            (split, reading) -> {
              Set<String> broken = reading.problems().keySet();
              List<Face> out = emptied(split, reading) ? List.of() : marked(split, reading);
              ids(broken, reading.faces()).forEach(id -> put(known, id, split));
              ids(broken, out).forEach(id -> put(listed, id, split));
            });
    List<String> lines = new ArrayList<>();
    listed.forEach(
        (id, splits) -> {
          if (splits.equals(known.get(id))) {
            lines.add(id);
          } else {
            splits.forEach(split -> lines.add(SkipList.line(split, id)));
          }
        });
    return lines;
  }

  /** What is to be said of the splits that would lose every face. */
  List<Finding> findings(ExaminedDataset patient) {
    List<String> emptied =
        patient.readings().entrySet().stream()
            .filter(entry -> emptied(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return emptied.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "fix-list",
                Severity.WARNING,
                emptied.size(),
                "[split|splits] would lose every face; none of [its|their] faces is listed to leave out",
                emptied));
  }

  private List<Face> marked(String split, Reading reading) {
    return reading.faces().stream()
        .filter(
            face ->
                unusable.contains(ExaminedDataset.unnamed(face))
                    || (split.equals("train") && fromTraining.contains(face)))
        .toList();
  }

  private boolean emptied(String split, Reading reading) {
    return !reading.faces().isEmpty() && marked(split, reading).size() == reading.faces().size();
  }

  private static Stream<String> ids(Set<String> broken, List<Face> faces) {
    return Stream.concat(broken.stream(), faces.stream().map(Face::id));
  }

  private static void put(Map<String, Set<String>> splits, String id, String split) {
    splits.computeIfAbsent(id, unused -> new LinkedHashSet<>()).add(split);
  }
}
