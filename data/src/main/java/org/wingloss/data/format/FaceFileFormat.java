package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.wingloss.data.InvalidDataException;

/** The formats of ground truth and predictions, told apart by what is in a file. */
public enum FaceFileFormat {
  /** A folder of {@code .pts}, {@link PtsFile}. */
  PTS_FOLDER,
  /** A file that ends in {@code .csv}, {@link FaceCsv}. */
  CSV,
  /** A JSON list without keypoints, {@link SpigaJson}. */
  SPIGA,
  /** A JSON list with keypoints or an object of COCO or mmpose, {@link CocoJson}. */
  COCO,
  /** Everything else, {@link JsonLines}. */
  JSON_LINES;

  private static final Set<String> COCO_KEYS =
      Set.of(
          "info", "licenses", "images", "annotations", "categories", "meta_info", "instance_info");

  /**
   * The format of a file or folder.
   *
   * @throws InvalidDataException if it is absent, empty or in none of the formats
   */
  public static FaceFileFormat of(Path path) {
    if (Files.isDirectory(path)) {
      return PTS_FOLDER;
    }
    if (!Files.isRegularFile(path)) {
      throw InvalidDataException.in(
          path, Files.exists(path) ? "is neither a file nor a folder" : "there is no such file");
    }
    if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return CSV;
    }
    try (InputStream in = TextFile.open(path);
        JsonParser json = FaceJson.MAPPER.createParser(in)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw InvalidDataException.in(path, "is empty");
      }
      if (first == JsonToken.START_ARRAY) {
        return listsKeypoints(json) ? COCO : SPIGA;
      }
      boolean coco =
          first == JsonToken.START_OBJECT
              && json.nextToken() == JsonToken.FIELD_NAME
              && COCO_KEYS.contains(json.currentName());
      return coco ? COCO : JSON_LINES;
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw InvalidDataException.in(
          path, "is neither JSON Lines, JSON, CSV nor a folder of .pts: " + message, e);
    }
  }

  /** Whether the first object of a list has the keypoints of COCO, or is a frame of mmpose's. */
  private static boolean listsKeypoints(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals("keypoints") || json.currentName().equals("instances")) {
        return true;
      }
      json.nextToken();
      json.skipChildren();
    }
    return false;
  }
}
