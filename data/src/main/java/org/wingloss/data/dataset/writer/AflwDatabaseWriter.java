package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.OptionalLibrary;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/** AFLW's own database: the tables that the reader needs; only visible landmarks are in it. */
record AflwDatabaseWriter() implements LayoutWriter {
  private static final String FLICKR = "data/flickr/";

  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", FLICKR + "0/image%05d.jpg"),
        new FaceDestination("train", FLICKR + "2/image%05d.jpg"));
  }

  @Override
  public WrittenFace kept(WrittenFace face) {
    Landmarks landmarks = face.landmarks();
    Visibility[] states = new Visibility[landmarks.count()];
    Arrays.setAll(states, i -> landmarks.isVisible(i) ? Visibility.VISIBLE : Visibility.MISSING);
    String name = face.annotation().id().substring(FLICKR.length());
    return face.called(name, face.annotation().image())
        .with(
            Landmarks.of(landmarks.vector(), states), Optional.of(face.box().rounded()), Set.of());
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException {
    Path file = folder.resolve("data/aflw.sqlite");
    OptionalLibrary.SQLITE.require();
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        statement.execute(
            "CREATE TABLE Faces (face_id INTEGER PRIMARY KEY, file_id TEXT, db_id TEXT)");
        statement.execute(
            "CREATE TABLE FaceImages (image_id INTEGER PRIMARY KEY, db_id TEXT, file_id TEXT,"
                + " filepath TEXT, width INTEGER, height INTEGER)");
        statement.execute(
            "CREATE TABLE FaceRect (face_id INTEGER, x INTEGER, y INTEGER, w INTEGER, h INTEGER)");
        statement.execute(
            "CREATE TABLE FeatureCoords (face_id INTEGER, feature_id INTEGER, x REAL, y REAL)");
      }
      for (int n = 0; n < faces.size(); n++) {
        write(database, 39_341 + n, faces.get(n));
      }
      database.commit();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
    return faces;
  }

  private static void write(Connection database, int id, WrittenFace face) throws SQLException {
    String path = face.annotation().id();
    String file = path.replaceAll(".*/", "");
    insert(database, "INSERT INTO Faces VALUES (?, ?, 'aflw')", id, file);
    insert(database, "INSERT INTO FaceImages VALUES (?, 'aflw', ?, ?, 0, 0)", id, file, path);
    Box box = face.box();
    insert(
        database,
        "INSERT INTO FaceRect VALUES (?, ?, ?, ?, ?)",
        id,
        (int) box.left(),
        (int) box.top(),
        (int) box.width(),
        (int) box.height());
    Landmarks landmarks = face.landmarks();
    for (int i = 0; i < landmarks.count(); i++) {
      if (landmarks.isPresent(i)) {
        insert(
            database,
            "INSERT INTO FeatureCoords VALUES (?, ?, ?, ?)",
            id,
            i + 1,
            landmarks.x(i),
            landmarks.y(i));
      }
    }
  }

  private static void insert(Connection database, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
