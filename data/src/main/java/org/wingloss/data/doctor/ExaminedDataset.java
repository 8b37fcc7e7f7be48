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
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.Reading;
import org.wingloss.data.face.Face;
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
record ExaminedDataset(
    String kind,
    LandmarkScheme scheme,
    Map<String, Reading> readings,
    Map<String, String> absent,
    Map<Path, ExaminedPicture> pictures) {

  static ExaminedDataset of(DatasetReader reader, Path data, IntConsumer progress) {
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
            .map(Face::image)
            .distinct()
            .toList();
    Map<Path, ExaminedPicture> pictures = new ConcurrentHashMap<>();
    AtomicInteger done = new AtomicInteger();
    files.parallelStream()
        .forEach(
            file -> {
              pictures.put(file, ExaminedPicture.of(file));
              progress.accept(done.incrementAndGet());
            });
    return new ExaminedDataset(reader.kind(), reader.scheme(), readings, absent, pictures);
  }

  ExaminedPicture picture(Face face) {
    return pictures.get(face.image());
  }

  /** Every face once, by id: "full" repeats the faces of other splits. */
  List<Face> faces() {
    Map<String, Face> faces = new LinkedHashMap<>();
    readings.values().forEach(r -> r.faces().forEach(face -> faces.putIfAbsent(face.id(), face)));
    return new ArrayList<>(faces.values());
  }

  /** The faces of a split; none if it is absent. */
  List<Face> faces(String split) {
    return readings.containsKey(split) ? readings.get(split).faces() : List.of();
  }
}
