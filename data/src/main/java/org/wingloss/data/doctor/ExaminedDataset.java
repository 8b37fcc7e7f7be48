package org.wingloss.data.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
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
import org.wingloss.data.dataset.OtherList;
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
 * @param unexamined the files that may be lists and were not examined: of those that are named like
 *     further test lists the reason, of the others the name
 * @param pictures by path
 * @param oneList whether the data are a single list file, which is read whole as every split
 */
record ExaminedDataset(
    String kind,
    LandmarkScheme scheme,
    Map<String, Reading> readings,
    Map<String, String> broken,
    Map<String, String> absent,
    Map<OtherList, String> unexamined,
    Map<Path, ExaminedPicture> pictures,
    boolean oneList) {

  private static final String VALIDATION = "validation";

  static ExaminedDataset of(DatasetReader reader, Path data, IntConsumer progress) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    Map<String, String> broken = new LinkedHashMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    boolean oneList = Files.isRegularFile(data);
    for (String split : reader.splits()) {
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
    Map<OtherList, String> unexamined = new LinkedHashMap<>();
    for (OtherList list : reader.otherLists(data)) {
      if (list.split().isEmpty()) {
        unexamined.put(list, list.file());
      } else {
        String split = list.split().get();
        try {
          readings.put(split, further(reader, data, list, split));
        } catch (InvalidDataException e) {
          unexamined.put(list, e.getMessage());
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
        reader.kind(), reader.scheme(), readings, broken, absent, unexamined, pictures, oneList);
  }

  /** A further list. If no face of it can be read, it may be anything: boxes, another scheme. */
  private static Reading further(DatasetReader reader, Path data, OtherList list, String split) {
    Reading reading = reader.readTolerantly(data, split);
    boolean onlySkipped = reading.problems().isEmpty() && !reading.skipped().isEmpty();
    if (reading.faces().isEmpty() && !onlySkipped) {
      throw new InvalidDataException(
          reading.problems().values().stream()
              .findFirst()
              .orElse(list.file() + ": holds no face with landmarks"));
    }
    return reading;
  }

  private static boolean isThere(DatasetReader reader, Path data, String split) {
    try {
      return reader.hasWhole(data, split);
    } catch (InvalidDataException e) {
      return true; // what may not even be looked at is not absent
    }
  }

  ExaminedPicture picture(Face face) {
    return pictures.get(face.image());
  }

  /** Every face once, in the {@linkplain #distinct() first split} that has it. */
  List<Face> faces() {
    Set<Face> faces = new LinkedHashSet<>();
    distinct().values().forEach(faces::addAll);
    return List.copyOf(faces);
  }

  /**
   * The faces of each split, those of several test splits in the first of them: "full" repeats the
   * faces of others. Different faces of training and test may have the same id.
   */
  Map<String, List<Face>> distinct() {
    Map<String, List<Face>> distinct = new LinkedHashMap<>();
    Set<Face> tested = new HashSet<>();
    for (String split : readings.keySet()) {
      List<Face> faces = used(split);
      if (split.equals("train")) {
        distinct.put(split, faces);
      } else {
        distinct.put(
            split, faces.stream().filter(face -> !tested.contains(unnamed(face))).toList());
        faces.forEach(face -> tested.add(unnamed(face)));
      }
    }
    return distinct;
  }

  /** Without its id: the second face of a picture may be the first that another list names. */
  static Face unnamed(Face face) {
    return face.withId("face");
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
