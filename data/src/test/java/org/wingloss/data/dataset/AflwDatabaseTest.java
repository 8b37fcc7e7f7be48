package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.Box;

class AflwDatabaseTest {
  private Fixture data;
  private Path file;

  @BeforeEach
  void database(@TempDir Path folder) throws SQLException {
    data =
        new Fixture(DatasetReader.of("aflw-sqlite"), folder)
            .picture("data/flickr/0/a b.jpg")
            .picture("data/flickr/3/c.jpg");
    file = folder.resolve("data/aflw.sqlite");
    execute(
        "CREATE TABLE Faces (face_id INTEGER, file_id TEXT, db_id TEXT)",
        "CREATE TABLE FaceImages (image_id INTEGER, db_id TEXT, file_id TEXT, filepath TEXT)",
        "CREATE TABLE FaceRect (face_id INTEGER, x REAL, y REAL, w REAL, h REAL)",
        "CREATE TABLE FeatureCoords (face_id INTEGER, feature_id INTEGER, x REAL, y REAL)",
        "INSERT INTO Faces VALUES (7, 'c', 'aflw'), (5, 'ab', 'aflw'), (6, 'ab', 'aflw'),"
            + " (8, 'c', 'aflw')",
        "INSERT INTO FaceImages VALUES (1, 'aflw', 'ab', '0/a b.jpg'), (2, 'aflw', 'c', '3/c.jpg')",
        "INSERT INTO FaceRect VALUES (5, 10, 20, 30, 40), (5, 1, 1, 1, 1), (6, 1, 2, 3, 4)",
        "INSERT INTO FeatureCoords VALUES (5, 1, 11.5, 22), (5, 21, 12, 23.25), (6, 2, 1, 2),"
            + " (7, 3, 4, 5)");
  }

  @Test
  void faces_readAsWrittenByHand() {
    List<Face> faces = data.read("train");
    assertEquals(List.of("0/a b.jpg", "0/a b.jpg#2", "3/c.jpg"), data.ids("train"));
    Face first = faces.get(0);
    assertEquals(11.5, first.landmarks().x(0));
    assertEquals(22, first.landmarks().y(0));
    assertEquals(23.25, first.landmarks().y(20));
    assertFalse(first.landmarks().isPresent(1), "not in the table, so not to be seen");
    assertEquals(Optional.of(new Box(10, 20, 40, 60)), first.box(), "the first rectangle");
    assertEquals(Optional.empty(), faces.get(2).box());
  }

  @Test
  void negativeRectangle_isAnErrorNamingTheFace() throws SQLException {
    execute("UPDATE FaceRect SET w = -3 WHERE face_id = 6");
    data.fails(
        "train",
        "DATA/data/aflw.sqlite, face_id 6: a box needs finite edges with left < right and top <"
            + " bottom but was [1.0, 2.0, -2.0, 6.0]");
  }

  @Test
  void traversal_isRefused() throws SQLException {
    execute("UPDATE FaceImages SET filepath = '../../../etc/passwd'");
    String message =
        assertThrows(InvalidDataException.class, () -> data.read("train")).getMessage();
    assertTrue(message.contains("which is not a path inside the data folder"), message);
  }

  @Test
  void unknownFeature_isAnError() throws SQLException {
    execute("INSERT INTO FeatureCoords VALUES (5, 22, 1, 1)");
    data.fails(
        "train", "DATA/data/aflw.sqlite: FeatureCoords has feature_id 22 but 1 to 21 are known");
  }

  @Test
  void infiniteCoordinate_isTheFaultOfOneFace() throws SQLException {
    execute("INSERT INTO FeatureCoords VALUES (6, 1, 9e999, 5)");
    data.fails(
        "train",
        "DATA/data/aflw.sqlite, face_id 6: landmark 0 must be finite but was (Infinity, 5.0)");
    Reading reading = data.reader().readTolerantly(data.data(), "train");
    assertEquals(2, reading.faces().size());
  }

  @Test
  void absentNumber_isNotTakenForZero() throws SQLException {
    execute("INSERT INTO FeatureCoords VALUES (5, 2, NULL, NULL)");
    assertFalse(data.read("train").get(0).landmarks().isPresent(1), "neither x nor y");
    execute("INSERT INTO FeatureCoords VALUES (6, 1, NULL, 5)");
    data.fails(
        "train", "DATA/data/aflw.sqlite, face_id 6: landmark 0 must be finite but was (NaN, 5.0)");
    execute("DELETE FROM FeatureCoords WHERE x IS NULL", "UPDATE FaceRect SET y = NULL");
    data.fails(
        "train",
        "DATA/data/aflw.sqlite, face_id 5: a box needs finite edges with left < right and top <"
            + " bottom but was [10.0, NaN, 40.0, NaN]");
    execute("UPDATE FaceRect SET x = NULL");
    assertEquals(Optional.empty(), data.read("train").get(0).box());
    execute("INSERT INTO Faces VALUES (NULL, 'c', 'aflw')");
    data.fails("train", "DATA/data/aflw.sqlite: Faces has a row without face_id");
  }

  @Test
  void viewInPlaceOfATable_isRefused() throws SQLException {
    execute(
        "DROP TABLE FaceRect",
        "CREATE VIEW FaceRect AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n)"
            + " SELECT x AS face_id, x, x AS y, x AS w, x AS h FROM n");
    data.fails("train", "DATA/data/aflw.sqlite: has no table FaceRect");
  }

  @Test
  void truncations_areErrors_andNothingIsWritten() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 977) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message =
          assertThrows(InvalidDataException.class, () -> data.read("train")).getMessage();
      assertTrue(message.startsWith(file + ": "), message);
    }
    try (java.util.stream.Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(2, files.count(), "the database and the pictures");
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
