package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.doctor.Finding.Severity;
import org.wingloss.data.face.Face;

/** Pictures that show the same: within a split they count twice, across splits they leak. */
final class DuplicatePictures {
  private final List<String> copies = new ArrayList<>();
  private final List<String> leaks = new ArrayList<>();
  private final Set<String> fix = new LinkedHashSet<>();

  DuplicatePictures(ExaminedDataset patient) {
    Map<Path, List<String>> training = idsByPicture(patient.faces("train"));
    Map<Path, List<String>> all = idsByPicture(patient.faces());
    Set<Path> testing = new HashSet<>();
    patient
        .readings()
        .forEach(
            (split, reading) -> {
              if (!split.equals("train")) {
                reading.faces().forEach(face -> testing.add(face.image()));
              }
            });
    for (Path shared : training.keySet()) {
      if (testing.contains(shared)) {
        leak(training.get(shared), shared.getFileName().toString());
      }
    }
    List<Path> pictures = new ArrayList<>(new TreeSet<>(all.keySet()));
    List<ExaminedPicture> looks = pictures.stream().map(patient.pictures()::get).toList();
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = i + 1; j < pictures.size(); j++) {
        if (looks.get(i).resembles(looks.get(j))) {
          pair(pictures.get(i), pictures.get(j), training, testing, all);
        }
      }
    }
  }

  List<Finding> findings() {
    return List.of(
        Finding.about(
            "leakage",
            Severity.WARNING,
            leaks,
            "training faces are in pictures that a test split shows too",
            "no picture is in training and test"),
        Finding.about(
            "duplicates",
            Severity.WARNING,
            copies,
            "faces are in pictures that another file shows too",
            "no picture is there twice"));
  }

  /** The training faces to leave out. */
  Set<String> fix() {
    return fix;
  }

  private void pair(
      Path a,
      Path b,
      Map<Path, List<String>> training,
      Set<Path> testing,
      Map<Path, List<String>> all) {
    if (training.containsKey(a) && testing.contains(b)) {
      leak(training.get(a), all.get(b).get(0));
    } else if (training.containsKey(b) && testing.contains(a)) {
      leak(training.get(b), all.get(a).get(0));
    } else {
      all.get(b).forEach(id -> copies.add(id + " = " + all.get(a).get(0)));
      fix.addAll(training.getOrDefault(b, List.of()));
    }
  }

  private void leak(List<String> ids, String twin) {
    ids.forEach(id -> leaks.add(id + " = " + twin));
    fix.addAll(ids);
  }

  private static Map<Path, List<String>> idsByPicture(List<Face> faces) {
    Map<Path, List<String>> ids = new LinkedHashMap<>();
    for (Face face : faces) {
      ids.computeIfAbsent(face.image(), unused -> new ArrayList<>()).add(face.id());
    }
    return ids;
  }
}
