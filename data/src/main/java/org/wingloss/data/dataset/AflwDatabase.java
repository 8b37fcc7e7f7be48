package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.OptionalLibrary;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * AFLW as its makers publish it: {@code aflw.sqlite} with the tables Faces, FaceImages, FaceRect
 * and FeatureCoords, 21 points. There is no protocol on it, so all faces are {@code train}; the
 * usual one is {@link Aflw}'s.
 *
 * <p>Traps: only landmarks that are to be seen are in FeatureCoords, so the rest is missing, not
 * hidden; feature ids run from 1; a face may have several rectangles, of which the first is taken;
 * faces without any landmark are passed over. A landmark without x and y is missing; a number that
 * is missing alone is an error. Pixels are taken as 0-based (?).
 */
final class AflwDatabase implements DatasetLayout {
  private static final int POINTS = 21;

  /** Eight times those of AFLW. */
  private static final int MOST_FACES = 200_000;

  private static final List<String> PICTURES =
      List.of("data/flickr", "flickr", "aflw/data/flickr", "images", "");
  private static final List<String> TABLES =
      List.of("Faces", "FaceImages", "FaceRect", "FeatureCoords");

  @Override
  public List<Face> read(DataFolder data, String split) {
    Path file = data.file(List.of("aflw.sqlite", "data/aflw.sqlite", "aflw/data/aflw.sqlite"));
    OptionalLibrary.SQLITE.require();
    try (SqliteTables tables = SqliteTables.open(file, TABLES)) {
      return faces(data, file, rows(tables, file));
    }
  }

  /** What the tables say of one face; what they do not say is null. */
  private static final class Row {
    String fileId;
    double[] rectangle;
    double[] vector;
  }

  /**
   * The faces by their ids, and the pictures' paths by the pictures' ids. The tables are joined
   * here: how long a join of the database takes is the database's own choice.
   */
  private record Rows(Map<Long, Row> faces, Map<String, String> pictures) {}

  private static Rows rows(SqliteTables tables, Path file) {
    Map<Long, Row> faces = new TreeMap<>();
    tables.read(
        "Faces",
        "face_id, file_id",
        row -> {
          if (faces.size() == MOST_FACES) {
            throw InvalidDataException.in(file, "has more than %d faces".formatted(MOST_FACES));
          }
          Row face = faces.computeIfAbsent(faceId(row, "Faces", file), id -> new Row());
          face.fileId = tables.text(row, 2);
        });
    Map<String, String> pictures = new HashMap<>();
    tables.read(
        "FaceImages",
        "file_id, filepath",
        row -> {
          String id = tables.text(row, 1);
          String path = tables.text(row, 2);
          if (id != null && !pictures.containsKey(id)) {
            pictures.put(id, path);
          }
        });
    tables.read(
        "FaceRect",
        "face_id, x, y, w, h",
        row -> {
          Row face = faces.get(faceId(row, "FaceRect", file));
          if (face != null && face.rectangle == null) {
            face.rectangle = rectangle(row);
          }
        });
    tables.read("FeatureCoords", "face_id, feature_id, x, y", row -> landmark(faces, row, file));
    return new Rows(faces, pictures);
  }

  private static void landmark(Map<Long, Row> faces, ResultSet row, Path file) throws SQLException {
    int feature = row.getInt(2);
    if (feature < 1 || feature > POINTS) {
      throw InvalidDataException.in(
          file, "FeatureCoords has feature_id %d but 1 to 21 are known".formatted(feature));
    }
    Row face = faces.get(faceId(row, "FeatureCoords", file));
    double x = number(row, 3);
    double y = number(row, 4);
    if (face == null || (Double.isNaN(x) && Double.isNaN(y))) {
      return;
    }
    if (face.vector == null) {
      face.vector = new double[2 * POINTS];
      Arrays.fill(face.vector, Double.NaN);
    }
    face.vector[feature - 1] = x;
    face.vector[POINTS + feature - 1] = y;
  }

  private static long faceId(ResultSet row, String table, Path file) throws SQLException {
    long id = row.getLong(1);
    if (row.wasNull()) {
      throw InvalidDataException.in(file, table + " has a row without face_id");
    }
    return id;
  }

  /** The number in a column of a row; NaN where there is none. */
  private static double number(ResultSet row, int column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? Double.NaN : number;
  }

  private static List<Face> faces(DataFolder data, Path file, Rows rows) {
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    rows.faces()
        .forEach(
            (number, row) -> {
              if (row.vector == null || !rows.pictures().containsKey(row.fileId)) {
                return;
              }
              String where = file + ", face_id " + number;
              String name = rows.pictures().get(row.fileId);
              String id = name == null ? "face_id " + number : ids.next(name.replace('\\', '/'));
              data.face(id, () -> faces.add(face(id, name, row, data, where)));
            });
    return faces;
  }

  private static Face face(String id, String name, Row row, DataFolder data, String where) {
    if (name == null) {
      throw new InvalidDataException(where + ": has no filepath");
    }
    try {
      return new Face(
          id,
          data.picture(PICTURES, name, where),
          landmarks(row.vector),
          Optional.ofNullable(row.rectangle).map(AflwDatabase::box),
          Set.of());
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(where + ": " + e.getMessage(), e);
    }
  }

  private static Landmarks landmarks(double[] vector) {
    Visibility[] states = new Visibility[POINTS];
    // One of which only x or only y is there is an error.
    Arrays.setAll(
        states,
        i ->
            Double.isNaN(vector[i]) && Double.isNaN(vector[POINTS + i])
                ? Visibility.MISSING
                : Visibility.VISIBLE);
    return Landmarks.of(vector, states);
  }

  /** x, y, w, h; null where x is. */
  private static double[] rectangle(ResultSet row) throws SQLException {
    double x = number(row, 2);
    return Double.isNaN(x)
        ? null
        : new double[] {x, number(row, 3), number(row, 4), number(row, 5)};
  }

  private static Box box(double[] r) {
    return new Box(r[0], r[1], r[0] + r[2], r[1] + r[3]);
  }
}
