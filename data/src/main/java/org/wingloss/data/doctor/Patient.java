package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.reader.DatasetReader;
import org.wingloss.data.reader.Reading;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Everything about a data set that the checks look at.
 *
 * @param kind the layout
 * @param scheme the landmark scheme
 * @param readings what was read of each split that is there
 * @param absent why other splits are not there
 * @param pictures by path
 */
record Patient(
    String kind,
    LandmarkScheme scheme,
    Map<String, Reading> readings,
    Map<String, String> absent,
    Map<Path, Picture> pictures) {

  static Patient of(DatasetReader reader, Path data, IntConsumer progress) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    for (String split : reader.splits()) {
      if (!split.equals("validation")) {
        try {
          readings.put(split, reader.readTolerantly(data, split));
        } catch (InvalidDataException e) {
          absent.put(split, e.getMessage());
        }
      }
    }
    List<Path> files =
        readings.values().stream()
            .flatMap(reading -> reading.faces().stream())
            .map(Annotation::image)
            .distinct()
            .toList();
    Map<Path, Picture> pictures = new ConcurrentHashMap<>();
    AtomicInteger done = new AtomicInteger();
    files.parallelStream()
        .forEach(
            file -> {
              pictures.put(file, Picture.of(file));
              progress.accept(done.incrementAndGet());
            });
    return new Patient(reader.kind(), reader.scheme(), readings, absent, pictures);
  }

  Picture picture(Annotation face) {
    return pictures.get(face.image());
  }

  /** Every face once, by id: "full" repeats the faces of other splits. */
  List<Annotation> faces() {
    Map<String, Annotation> faces = new LinkedHashMap<>();
    readings.values().forEach(r -> r.faces().forEach(face -> faces.putIfAbsent(face.id(), face)));
    return new ArrayList<>(faces.values());
  }

  /** The faces of a split; none if it is absent. */
  List<Annotation> faces(String split) {
    return readings.containsKey(split) ? readings.get(split).faces() : List.of();
  }
}
