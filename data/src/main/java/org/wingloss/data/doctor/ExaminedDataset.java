package org.wingloss.data.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param broken why splits that are there cannot be read
 * @param absent why other splits are not there
 * @param pictures by path
 * @param oneList whether the data are a single list file, which is read whole as every split
 */
record ExaminedDataset(
    String kind,
    LandmarkScheme scheme,
    Map<String, Reading> readings,
    Map<String, String> broken,
    Map<String, String> absent,
    Map<Path, ExaminedPicture> pictures,
    boolean oneList) {

  private static final String VALIDATION = "validation";

  static ExaminedDataset of(DatasetReader reader, Path data, IntConsumer progress) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    Map<String, String> broken = new LinkedHashMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    boolean oneList = Files.isRegularFile(data);
    List<String> splits = new ArrayList<>(reader.splits());
    reader.otherLists(data).stream()
        .flatMap(list -> list.split().stream())
        .distinct()
        .forEach(splits::add);
    for (String split : splits) {
      if (oneList && !split.equals("train")) {
        absent.put(split, data + " is one list file, which is read whole as every split");
      } else {
        try {
          // Every tenth photograph of train is no list that could be at fault.
          if (!split.equals(VALIDATION) || reader.listsValidation(data)) {
            readings.put(split, reader.readTolerantly(data, split));
          }
        } catch (InvalidDataException e) {
          (isThere(reader, data, split) ? broken : absent).put(split, e.getMessage());
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
    return new ExaminedDataset(
        reader.kind(), reader.scheme(), readings, broken, absent, pictures, oneList);
  }

  private static boolean isThere(DatasetReader reader, Path data, String split) {
    try {
      return !reader.splits().contains(split) || reader.hasWhole(data, split);
    } catch (InvalidDataException e) {
      return true; // what may not even be looked at is not absent
    }
  }

  ExaminedPicture picture(Face face) {
    return pictures.get(face.image());
  }

  /**
   * Every face once: "full" repeats the faces of other splits. Different faces of training and test
   * may have the same id.
   */
  List<Face> faces() {
    Set<Face> faces = new LinkedHashSet<>();
    readings.values().forEach(reading -> faces.addAll(reading.faces()));
    return List.copyOf(faces);
  }

  /** The faces of a split that train or test, and not both: a validation list is held out. */
  List<Face> used(String split) {
    List<Face> faces = readings.get(split).faces();
    Reading validation = readings.get(VALIDATION);
    if (!split.equals("train") || validation == null) {
      return faces;
    }
    Set<Face> heldOut = Set.copyOf(validation.faces());
    return faces.stream().filter(face -> !heldOut.contains(face)).toList();
  }

  /** Those of some faces whose picture can be read. */
  List<Face> readable(List<Face> faces) {
    return faces.stream().filter(face -> picture(face).isReadable()).toList();
  }
}
