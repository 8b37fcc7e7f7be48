package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

/** Databases made to compute for ever, or to fill the memory. */
class HostileDatabaseTest {
  private Path file;
  private Fixture data;

  @BeforeEach
  void database(@TempDir Path folder) throws SQLException {
    data = new Fixture(DatasetReader.of("aflw-sqlite"), folder).picture("data/flickr/0/a.jpg");
    file = folder.resolve("data/aflw.sqlite");
    execute(
        "CREATE TABLE Faces (face_id INTEGER, file_id TEXT)",
        "CREATE TABLE FaceImages (file_id TEXT, filepath TEXT)",
        "CREATE TABLE FaceRect (face_id INTEGER, x REAL, y REAL, w REAL, h REAL)",
        "CREATE TABLE FeatureCoords (face_id INTEGER, feature_id INTEGER, x REAL, y REAL)",
        "INSERT INTO Faces VALUES (1, 'a')",
        "INSERT INTO FaceImages VALUES ('a', '0/a.jpg')",
        "INSERT INTO FeatureCoords VALUES (1, 1, 5, 6), (1, 2, 7, 8)");
  }

  /** Each of 50,000 pictures of one name with each of 50,000 rectangles of one face. */
  @Test
  void rowsThatJoinEachWithEach_areReadOnce() throws SQLException {
    repeat("INSERT INTO FaceImages VALUES ('a', '0/a.jpg')", 50_000);
    repeat("INSERT INTO FaceRect VALUES (1, 3, 4, 5, 6)", 50_000);
    List<Face> faces = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> data.read("train"));
    assertEquals(1, faces.size());
  }

  @Test
  void virtualTable_isRefused() throws SQLException {
    execute(
        "DROP TABLE FeatureCoords",
        "CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
            + " SELECT n AS rowid, n AS face_id, 1 AS feature_id, 1 AS x, 1 AS y FROM r",
        "CREATE VIRTUAL TABLE FeatureCoords USING"
            + " fts5(face_id, feature_id, x, y, content='endless', content_rowid='rowid')");
    refused("has no table FeatureCoords");
  }

  @Test
  void computedColumn_isRefused() throws SQLException {
    execute(
        "DROP TABLE FeatureCoords",
        "CREATE TABLE FeatureCoords (face_id, feature_id, y, x GENERATED ALWAYS AS"
            + " (length(replace(hex(zeroblob(200000000)), '00', 'abc'))))");
    refused("computes columns of the table FeatureCoords");
  }

  @Test
  void longText_isRefused() throws SQLException {
    execute("UPDATE FaceImages SET filepath = hex(zeroblob(1000000))");
    refused("too big");
  }

  @Test
  void moreFacesThanAflwHas_areRefused() throws SQLException {
    execute(
        "WITH RECURSIVE n(x) AS (SELECT 2 UNION ALL SELECT x + 1 FROM n WHERE x < 300000)"
            + " INSERT INTO Faces SELECT x, 'a' FROM n");
    refused("has more than 200000 faces");
  }

  @Test
  void infiniteCoordinate_isAnErrorNamingTheFace() throws SQLException {
    execute("UPDATE FeatureCoords SET x = 9e999");
    refused("face_id 1: ");
  }

  /** Every branch of the tree is the same branch again: 400 of 400 of 400 … rows. */
  @Test
  void tableWhosePagesHoldEachOther_isRefused() throws SQLException, IOException {
    repeat("INSERT INTO FaceRect VALUES (2, 3, 4, 5, 6)", 200_000);
    int page = rootPage("FaceRect");
    try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
      long root = (page - 1) * 4096L;
      pages.seek(root);
      assertEquals(5, pages.readByte(), "an interior page of a table");
      pages.seek(root + 3);
      int cells = pages.readUnsignedShort();
      pages.seek(root + 12);
      int[] pointers = new int[cells];
      for (int i = 0; i < cells; i++) {
        pointers[i] = pages.readUnsignedShort();
      }
      long end = pages.length();
      int copies = 12;
      byte[] whole = new byte[4096];
      pages.seek(root);
      pages.readFully(whole);
      // A chain of copies, of which each refers to nothing but the next; the last is as it was.
      for (int k = 0; k < copies; k++) {
        pages.seek(end + 4096L * k);
        pages.write(whole);
      }
      for (int k = 0; k < copies; k++) {
        long at = k == 0 ? root : end + 4096L * (k - 1);
        int next = (int) (end / 4096) + k + 1;
        pages.seek(at + 8);
        pages.writeInt(next);
        for (int pointer : pointers) {
          pages.seek(at + pointer);
          pages.writeInt(next);
        }
      }
      pages.seek(28);
      pages.writeInt((int) (end / 4096) + copies);
    }
    assertTrue(Files.size(file) < 10_000_000, "a small file");
    refused("yields more rows than it has bytes for");
  }

  private int rootPage(String table) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT rootpage FROM sqlite_master WHERE name = '" + table + "'")) {
      return rows.getInt(1);
    }
  }

  private void refused(String part) {
    var e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(InvalidDataException.class, () -> data.read("train")));
    assertTrue(e.getMessage().startsWith(file + ""), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  private void repeat(String sql, int times) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      database.setAutoCommit(false);
      try (PreparedStatement statement = database.prepareStatement(sql)) {
        for (int i = 0; i < times; i++) {
          statement.executeUpdate();
        }
      }
      database.commit();
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
