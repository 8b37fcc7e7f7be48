package org.wingloss.evaluation.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.CocoJson;
import org.wingloss.data.format.FaceCsv;
import org.wingloss.data.format.FaceFileFormat;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.format.SpigaJson;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.PathText;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Opens files of ground truth and of predictions by what is in them, see {@link FaceFileFormat}.
 * Ground truth and predictions may differ in format.
 */
public final class FaceFiles {
  private FaceFiles() {}

  /**
   * Opens a file or folder of ground truth.
   *
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceSource truth(Path path, LandmarkScheme scheme) {
    return open(path, Role.GROUND_TRUTH, scheme, CocoJson.Names.NONE);
  }

  /**
   * Opens a prediction file or folder.
   *
   * @param truth the path of the ground truth: COCO results name images and annotations by the ids
   *     that they have there
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceSource predictions(Path path, Path truth, LandmarkScheme scheme) {
    boolean lookUp = Files.isRegularFile(truth) && FaceFileFormat.of(truth) == FaceFileFormat.COCO;
    return open(
        path, Role.PREDICTIONS, scheme, lookUp ? CocoJson.names(truth) : CocoJson.Names.NONE);
  }

  /**
   * The known scheme with as many landmarks as the first face of the ground truth.
   *
   * @throws InvalidDataException if there is none, or it cannot be told
   */
  public static LandmarkScheme schemeOf(Path truth) {
    try (FaceSource source = ofAnyScheme(truth);
        FaceSource.Cursor cursor = source.open()) {
      int count = cursor.read(0).landmarks().count();
      return LandmarkScheme.ofCount(count)
          .orElseThrow(
              () ->
                  InvalidDataException.in(
                      truth,
                      "has faces of %d landmarks, as no known scheme (%s): name one"
                          .formatted(count, String.join(", ", LandmarkScheme.names()))));
    }
  }

  /** The other formats take any number of landmarks, {@code .pts} one of those that are named. */
  private static FaceSource ofAnyScheme(Path truth) {
    List<LandmarkScheme> known = LandmarkScheme.names().stream().map(LandmarkScheme::of).toList();
    if (FaceFileFormat.of(truth) != FaceFileFormat.PTS_FOLDER) {
      return truth(truth, known.get(0));
    }
    List<Integer> counts = known.stream().map(LandmarkScheme::count).distinct().toList();
    return folder(truth, counts, Role.GROUND_TRUTH);
  }

  private static FaceSource open(
      Path path, Role role, LandmarkScheme scheme, CocoJson.Names names) {
    LandmarkFit fit = LandmarkFit.of(scheme);
    List<Integer> counts = Stream.concat(Stream.of(scheme.count()), fit.whole().stream()).toList();
    FaceSource source =
        switch (FaceFileFormat.of(path)) {
          case PTS_FOLDER -> folder(path, counts, role);
          case CSV -> IndexedLines.open(path, FaceCsv.of(path, role));
          case SPIGA ->
              new LoadedFaces(path.toString(), SpigaJson.read(path), role == Role.GROUND_TRUTH);
          case COCO -> {
            CocoJson.Listed listed = CocoJson.read(path, role, names);
            yield new LoadedFaces(path.toString(), listed.faces(), listed.named());
          }
          case JSON_LINES -> IndexedLines.open(path, JsonLines.of(role));
        };
    if (source.size() == 0) {
      source.close();
      throw InvalidDataException.in(path, "holds no face");
    }
    return fit.whole().isEmpty() ? source : new PartOfFaces(source, fit);
  }

  /** A folder of {@code .pts}; of predictions also one of mmpose's files, one for each picture. */
  private static FaceSource folder(Path path, List<Integer> counts, Role role) {
    List<Path> files = below(path);
    List<Path> points = ending(files, ".pts");
    List<Path> results =
        role == Role.PREDICTIONS && points.isEmpty() ? ending(files, ".json") : List.of();
    if (results.isEmpty()) {
      return new PtsFolder(path, points, PtsFolder.pictures(files), counts, role);
    }
    List<Face> faces = new ArrayList<>();
    for (Path file : results) {
      String name = PathText.of(path.relativize(file));
      String below = name.substring(0, name.lastIndexOf('/') + 1);
      CocoJson.read(file, role, CocoJson.Names.NONE).faces().stream()
          .map(face -> face.withId(below + face.id()))
          .forEach(faces::add);
    }
    return new LoadedFaces(path.toString(), faces, false);
  }

  /**
   * The files of a folder, and of those below it, sorted; hidden ones not.
   *
   * @throws InvalidDataException if the folder cannot be listed
   */
  private static List<Path> below(Path folder) {
    return FolderFiles.below(folder).stream()
        .filter(
            file -> !HiddenFiles.isHidden(folder.relativize(file).toString().replace('\\', '/')))
        .toList();
  }

  /** Those with an ending in lower or upper case. */
  private static List<Path> ending(List<Path> files, String ending) {
    return files.stream()
        .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ending))
        .limit(IndexedLines.MOST_FACES)
        .toList();
  }
}
