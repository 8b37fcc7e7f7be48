package org.wingloss.evaluation.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.CocoJson;
import org.wingloss.data.format.FaceCsv;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.format.SpigaJson;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Opens files of ground truth and of predictions by what is in them: a folder of {@code .pts}; CSV
 * (by the ending {@code .csv}); a JSON document that is a list (SPIGA, COCO results) or an object
 * with {@code images} and {@code annotations} (COCO, mmpose); else JSON Lines. Ground truth and
 * predictions may differ in format.
 */
public final class FaceFiles {
  private static final Set<String> COCO =
      Set.of("info", "licenses", "images", "annotations", "categories");

  /** Only looks at the beginning of a file; its format's reader is strict. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private FaceFiles() {}

  /**
   * Opens a file or folder of ground truth.
   *
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceSource truth(Path path, LandmarkScheme scheme) {
    return open(path, Role.GROUND_TRUTH, scheme, Map.of());
  }

  /**
   * Opens a prediction file or folder.
   *
   * @param truth the path of the ground truth: COCO results name an image by the id that it has
   *     there
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceSource predictions(Path path, Path truth, LandmarkScheme scheme) {
    boolean lookUp = Files.isRegularFile(truth) && kind(truth) == Kind.COCO;
    return open(path, Role.PREDICTIONS, scheme, lookUp ? CocoJson.images(truth) : Map.of());
  }

  /**
   * The known scheme with as many landmarks as the first face of the ground truth.
   *
   * @throws InvalidDataException if there is none, or it cannot be told
   */
  public static LandmarkScheme schemeOf(Path truth) {
    if (kind(truth) == Kind.PTS_FOLDER) {
      return LandmarkScheme.of("300w-68");
    }
    LandmarkScheme any = LandmarkScheme.of(LandmarkScheme.names().get(0));
    try (FaceSource source = truth(truth, any);
        FaceSource.Cursor cursor = source.open()) {
      int count = cursor.read(0).landmarks().count();
      return LandmarkScheme.names().stream()
          .map(LandmarkScheme::of)
          .filter(scheme -> scheme.count() == count)
          .findFirst()
          .orElseThrow(
              () ->
                  InvalidDataException.in(
                      truth,
                      "has faces of %d landmarks, as no known scheme (%s): name one"
                          .formatted(count, String.join(", ", LandmarkScheme.names()))));
    }
  }

  private static FaceSource open(
      Path path, Role role, LandmarkScheme scheme, Map<String, String> pictureNames) {
    FaceSource source =
        switch (kind(path)) {
          case PTS_FOLDER -> PtsFolder.open(path, scheme.count());
          case CSV -> IndexedLines.open(path, FaceCsv.of(path, role));
          case SPIGA -> new LoadedFaces(path.toString(), SpigaJson.read(path));
          case COCO -> new LoadedFaces(path.toString(), CocoJson.read(path, role, pictureNames));
          case JSON_LINES -> IndexedLines.open(path, JsonLines.of(role));
        };
    if (source.size() == 0) {
      source.close();
      throw InvalidDataException.in(path, "holds no face");
    }
    return source;
  }

  private enum Kind {
    PTS_FOLDER,
    CSV,
    SPIGA,
    COCO,
    JSON_LINES
  }

  private static Kind kind(Path path) {
    if (Files.isDirectory(path)) {
      return Kind.PTS_FOLDER;
    }
    if (!Files.isRegularFile(path)) {
      throw InvalidDataException.in(
          path, Files.exists(path) ? "is neither a file nor a folder" : "there is no such file");
    }
    if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return Kind.CSV;
    }
    try (InputStream in = Files.newInputStream(path);
        JsonParser json = JSON.createParser(in)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw InvalidDataException.in(path, "is empty");
      }
      if (first == JsonToken.START_ARRAY) {
        return listsKeypoints(json) ? Kind.COCO : Kind.SPIGA;
      }
      boolean coco =
          first == JsonToken.START_OBJECT
              && json.nextToken() == JsonToken.FIELD_NAME
              && COCO.contains(json.currentName());
      return coco ? Kind.COCO : Kind.JSON_LINES;
    } catch (IOException e) {
      throw InvalidDataException.in(
          path, "is neither JSON Lines, JSON, CSV nor a folder of .pts: " + firstLine(e), e);
    }
  }

  /** Whether the first object of a list has the keypoints of COCO. */
  private static boolean listsKeypoints(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals("keypoints")) {
        return true;
      }
      json.nextToken();
      json.skipChildren();
    }
    return false;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
