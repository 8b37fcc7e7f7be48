package org.wingloss.evaluation.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.FaceCsv;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.Role;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Opens truth and prediction files by what is in them: a folder of {@code .pts}; CSV (by the ending
 * {@code .csv}); a JSON document that is a list (SPIGA, COCO results) or an object with {@code
 * images} and {@code annotations} (COCO, mmpose); else JSON Lines. Truth and predictions may differ
 * in format.
 */
public final class FaceFiles {
  private static final Set<String> COCO =
      Set.of("info", "licenses", "images", "annotations", "categories");

  private FaceFiles() {}

  /**
   * Opens a truth file or folder.
   *
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceSource truth(Path path, LandmarkScheme scheme) {
    return open(path, Role.GROUND_TRUTH, scheme, Map.of());
  }

  /**
   * Opens a prediction file or folder.
   *
   * @param truth the truth's path: COCO results name a picture by the number that it has there
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceSource predictions(Path path, Path truth, LandmarkScheme scheme) {
    boolean lookUp = Files.isRegularFile(truth) && kind(truth) == Kind.JSON_DOCUMENT;
    return open(path, Role.PREDICTIONS, scheme, lookUp ? JsonFaces.pictureNames(truth) : Map.of());
  }

  /**
   * The known scheme with as many landmarks as the first face of a truth file.
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
          case JSON_DOCUMENT -> JsonFaces.read(path, role, pictureNames);
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
    JSON_DOCUMENT,
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
        JsonParser json = new JsonFactory().createParser(in)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw InvalidDataException.in(path, "is empty");
      }
      boolean document =
          first == JsonToken.START_ARRAY
              || (first == JsonToken.START_OBJECT
                  && json.nextToken() == JsonToken.FIELD_NAME
                  && COCO.contains(json.currentName()));
      return document ? Kind.JSON_DOCUMENT : Kind.JSON_LINES;
    } catch (IOException e) {
      throw InvalidDataException.in(
          path, "is neither JSON Lines, JSON, CSV nor a folder of .pts: " + firstLine(e), e);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
