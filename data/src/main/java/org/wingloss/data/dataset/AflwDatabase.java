package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.OptionalLibrary;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * AFLW as its makers publish it: {@code aflw.sqlite} with the tables Faces, FaceImages, FaceRect
 * and FeatureCoords, 21 points. There is no protocol on it, so all faces are {@code train}; the
 * usual one is {@link Aflw}'s.
 *
 * <p>Traps: only landmarks that are to be seen are in FeatureCoords, so the rest is missing, not
 * hidden; feature ids run from 1; a face may have several rectangles, of which the first is taken;
 * faces without any landmark are passed over. Pixels are taken as 0-based (?).
 */
final class AflwDatabase implements DatasetLayout {
  private static final int POINTS = 21;
  private static final int SECONDS = 120;
  private static final List<String> PICTURES =
      List.of("data/flickr", "flickr", "aflw/data/flickr", "images", "");
  private static final List<String> TABLES =
      List.of("Faces", "FaceImages", "FaceRect", "FeatureCoords");

  @Override
  public String kind() {
    return "aflw-sqlite";
  }

  @Override
  public LandmarkScheme scheme() {
    return LandmarkScheme.of("aflw-21");
  }

  @Override
  public List<String> splits() {
    return List.of("train");
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    Path file = data.file(List.of("aflw.sqlite", "data/aflw.sqlite", "aflw/data/aflw.sqlite"));
    OptionalLibrary.SQLITE.require();
    try (Connection database = open(file);
        Statement statement = database.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      checkTables(statement, file);
      Map<Long, Landmarks> landmarks = landmarks(statement, file);
      return faces(statement, data, file, landmarks);
    } catch (SQLException e) {
      throw InvalidDataException.in(
          file, "is truncated or no SQLite database of AFLW: " + e.getMessage(), e);
    }
  }

  /** Opens for reading only: no journal is looked for and nothing is ever written beside it. */
  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    config.enableLoadExtension(false);
    return config.createConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro&immutable=1");
  }

  /** A view in place of a table could compute for ever. */
  private static void checkTables(Statement statement, Path file) throws SQLException {
    Map<String, String> types = new HashMap<>();
    try (ResultSet rows = statement.executeQuery("SELECT name, type FROM sqlite_master")) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    }
    for (String table : TABLES) {
      if (!"table".equals(types.get(table))) {
        throw InvalidDataException.in(file, "has no table " + table);
      }
    }
  }

  private static Map<Long, Landmarks> landmarks(Statement statement, Path file)
      throws SQLException {
    Map<Long, double[]> vectors = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT face_id, feature_id, x, y FROM FeatureCoords")) {
      while (rows.next()) {
        int feature = rows.getInt(2);
        if (feature < 1 || feature > POINTS) {
          throw InvalidDataException.in(
              file, "FeatureCoords has feature_id %d but 1 to 21 are known".formatted(feature));
        }
        double[] vector =
            vectors.computeIfAbsent(
                rows.getLong(1),
                unused -> {
                  double[] empty = new double[2 * POINTS];
                  Arrays.fill(empty, Double.NaN);
                  return empty;
                });
        vector[feature - 1] = rows.getDouble(3);
        vector[POINTS + feature - 1] = rows.getDouble(4);
      }
    }
    Map<Long, Landmarks> landmarks = new HashMap<>();
    vectors.forEach(
        (face, vector) -> {
          Visibility[] states = new Visibility[POINTS];
          Arrays.setAll(
              states, i -> Double.isNaN(vector[i]) ? Visibility.MISSING : Visibility.VISIBLE);
          landmarks.put(face, Landmarks.of(vector, states));
        });
    return landmarks;
  }

  private static List<Face> faces(
      Statement statement, DataFolder data, Path file, Map<Long, Landmarks> landmarks)
      throws SQLException {
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    long last = Long.MIN_VALUE;
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT f.face_id, i.filepath, r.x, r.y, r.w, r.h FROM Faces f"
                + " JOIN FaceImages i ON i.file_id = f.file_id"
                + " LEFT JOIN FaceRect r ON r.face_id = f.face_id"
                + " ORDER BY f.face_id, r.rowid")) {
      while (rows.next()) {
        long face = rows.getLong(1);
        String where = file + ", face_id " + face;
        String name = rows.getString(2);
        if (face == last || !landmarks.containsKey(face)) {
          continue;
        }
        last = face;
        double[] rectangle = rectangle(rows);
        String id = name == null ? "face_id " + face : ids.next(name.replace('\\', '/'));
        data.face(
            id,
            () -> {
              if (name == null) {
                throw new InvalidDataException(where + ": has no filepath");
              }
              faces.add(
                  new Face(
                      id,
                      data.picture(PICTURES, name, where),
                      landmarks.get(face),
                      box(rectangle, where),
                      Set.of()));
            });
      }
    }
    return faces;
  }

  /** x, y, w, h; the first is NaN where the face has no rectangle. */
  private static double[] rectangle(ResultSet rows) throws SQLException {
    double[] rectangle = {
      rows.getDouble(3), rows.getDouble(4), rows.getDouble(5), rows.getDouble(6)
    };
    rows.getDouble(3);
    if (rows.wasNull()) {
      rectangle[0] = Double.NaN;
    }
    return rectangle;
  }

  private static Optional<Box> box(double[] r, String where) {
    if (Double.isNaN(r[0])) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Box(r[0], r[1], r[0] + r[2], r[1] + r[3]));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(where + ": " + e.getMessage(), e);
    }
  }
}
