package org.wingloss.evaluation.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

final class FaceFilesTest {
  private static final LandmarkScheme TWO =
      new LandmarkScheme(
          "two", 2, "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(),
          List.of());
  private static final Landmarks POINTS = Landmarks.of(1, 3.5, 2, 4);

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Face only(FaceSource source) {
    try (source;
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(1, source.size());
      Face face = cursor.read(0);
      assertEquals(face.id(), cursor.id(0));
      return face;
    }
  }

  @Test
  void truth_jsonLines_isRead() throws IOException {
    Face face =
        only(
            FaceFiles.truth(
                file(
                    "t.jsonl",
                    "{\"id\":\"a\",\"landmarks\":[[1,2],[3.5,4]],\"box\":[0,0,9,8],"
                        + "\"subsets\":[\"pose\"],\"image\":\"x/a.jpg\"}\n"),
                TWO));
    assertEquals(POINTS, face.landmarks());
    assertEquals(Optional.of(new Box(0, 0, 9, 8)), face.box());
    assertEquals(Set.of("pose"), face.subsets());
    assertEquals(Optional.of(Path.of("x/a.jpg")), face.picture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a.JPG"})
  void truth_folderOfPts_isReadFromOneToZero(String picture) throws IOException {
    file("pts/sub/a.pts", "version: 1\nn_points: 2\n{\n2 3\n4.5 5\n}\n");
    file("pts/sub/" + picture, "a picture");
    file("pts/a.png", "another picture");
    file("pts/sub/._a.pts", "left by a system");
    file("pts/__MACOSX/a.pts", "left by a system");
    Face face = only(FaceFiles.truth(folder.resolve("pts"), TWO));
    assertEquals("sub/a", face.id());
    assertEquals(POINTS, face.landmarks());
    assertEquals(Set.of("sub"), face.subsets());
    assertEquals(Optional.of(folder.resolve("pts/sub").resolve(picture)), face.picture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x0,y0,x1,y1", "x1,y1,x2,y2"})
  void truth_csv_isRead(String names) throws IOException {
    Face face =
        only(
            FaceFiles.truth(
                file(
                    "t.csv",
                    "\uFEFFimage,"
                        + names
                        + ",left,top,right,bottom,subsets,yaw\n"
                        + "a.jpg,1,2,3.5,4,0,0,9,8,pose;blur,-12.5\n"),
                TWO));
    assertEquals("a.jpg", face.id());
    assertEquals(POINTS, face.landmarks());
    assertEquals(new Box(0, 0, 9, 8), face.box().orElseThrow());
    assertEquals(Set.of("blur", "pose"), face.subsets());
    assertEquals(-12.5, face.yaw().orElseThrow());
  }

  @Test
  void truth_spigaList_isRead() throws IOException {
    Face face =
        only(
            FaceFiles.truth(
                file(
                    "spiga.json",
                    "[{\"imgpath\":\"a.jpg\",\"bbox\":[1,2,8,6],\"headpose\":[30,1,2],"
                        + "\"ids\":[7,8],\"landmarks\":[[1,2],[3.5,4]],\"visible\":[1,0]}]"),
                TWO));
    assertEquals("a.jpg", face.id());
    assertEquals(new Box(1, 2, 9, 8), face.box().orElseThrow());
    assertTrue(face.landmarks().isVisible(0));
    assertEquals(Visibility.HIDDEN, face.landmarks().state(1));
    assertEquals(30, face.yaw().orElseThrow());
  }

  /** mmpose divides errors on AFLW by box_size. */
  @Test
  void truth_mmposesListOfAflw_hasTheSquareOfItsBoxSize() throws IOException {
    String text =
        "{\"images\":[{\"id\":7,\"file_name\":\"a.jpg\"}],\"annotations\":[{\"image_id\":7,"
            + "\"bbox\":[1,2,3,4],\"center\":[5,6],\"box_size\":8,\"keypoints\":[1,2,1,3.5,4,1]}]}";
    Face face = only(FaceFiles.truth(file("aflw.json", text), TWO));
    assertEquals(new Box(1, 2, 9, 10), face.box().orElseThrow());
  }

  @Test
  void truthAndPredictions_coco_meetByImageNumber() throws IOException {
    Path truth =
        file(
            "coco.json",
            "{\"images\":[{\"id\":7,\"file_name\":\"a.jpg\",\"width\":9}],\"annotations\":["
                + "{\"id\":1,\"image_id\":7,\"bbox\":[0,0,9,8],\"keypoints\":[1,2,2,3.5,4,1]},"
                + "{\"id\":2,\"image_id\":7,\"keypoints\":[5,5,2,0,0,0]}],\"categories\":[]}");
    Path results =
        file(
            "results.json",
            "[{\"image_id\":7,\"keypoints\":[1,2,0.9,3.5,4,0.8],\"score\":1},"
                + "{\"image_id\":7,\"keypoints\":[5,5,0,NaN,6,0]}]");
    try (FaceSource t = FaceFiles.truth(truth, TWO);
        FaceSource p = FaceFiles.predictions(results, truth, TWO);
        FaceSource.Cursor tc = t.open();
        FaceSource.Cursor pc = p.open()) {
      assertEquals("a.jpg", tc.id(0));
      assertEquals("a.jpg#2", tc.id(1));
      assertEquals("a.jpg", pc.id(0));
      assertEquals("a.jpg#2", pc.id(1));
      assertEquals(Visibility.HIDDEN, tc.read(0).landmarks().state(1));
      assertEquals(Visibility.MISSING, tc.read(1).landmarks().state(1));
      assertTrue(pc.read(0).landmarks().isVisible(1));
      assertFalse(pc.read(1).landmarks().isPresent(1));
      assertTrue(pc.read(1).landmarks().isPresent(0));
    }
  }

  @Test
  void predictions_furtherKeysOfAnyDepth_arePassedOver() throws IOException {
    String text =
        """
        {"id":"a","landmarks":[[1,2],[3.5,4]],"score":0.5}
        {"id":"b","x":{"y":[[1],{}]},"landmarks":[[1,2],[3.5,NaN]]}
        """;
    Path file = file("p.jsonl", text);
    try (FaceSource source = FaceFiles.predictions(file, file, TWO);
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(POINTS, cursor.read(0).landmarks());
      assertFalse(cursor.read(1).landmarks().isPresent(1));
    }
    try (FaceSource source = FaceFiles.truth(file, TWO);
        FaceSource.Cursor cursor = source.open()) {
      InvalidDataException e = assertThrows(InvalidDataException.class, () -> cursor.read(0));
      assertTrue(e.getMessage().contains("unknown key 'score'"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "e.jsonl||is empty",
        "e.json|[]|holds no face",
        "e.csv||expected a header",
        "e.csv|id,x0,y0|holds no face",
        "e.csv|name,x0,y0|first column",
        "e.csv|id,x0,y0,x0|twice",
        "e.csv|id,x0|no y0",
        "e.csv|id,x0,y0,colour|unknown meaning",
        "e.txt|hello|is neither JSON Lines",
        "e.json|[{\"imgpath\":\"a\",\"landmarks\":[[1,2,3]]}]|entry 1",
        "e.json|[{\"image_id\":\"a\",\"landmarks\":[[1,2]]}]|needs 'imgpath', 'image' or",
        "e.json|[{\"imgpath\":\"a\"}]|needs 'landmarks'",
        "e.json|[{\"imgpath\":\"a\",\"keypoints\":[1,2]}]|triples",
        "e.json|[{\"imgpath\":\"a\",\"landmarks\":[[1,2]],\"bbox\":[1,2,0,5]}]|box needs",
        "e.json|[{\"imgpath\":\"a\",\"landmarks\":[[1,2],[3,4]],\"ids\":[7,7]}]|has 7 twice",
        "e.json|[{\"imgpath\":\"a\",\"landmarks\":[[1,2]]}] 5|text after",
        "e.json|[{\"imgpath\":\"a\",\"landmarks\":[[1,2]]|e.json"
      })
  void truth_unusableFile_isExplained(String name, String text, String part) throws IOException {
    Path file = file(name, text == null ? "" : text);
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> FaceFiles.truth(file, TWO).close());
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"id\":\"\u00e4\",\"landmarks\":[[1,2],[3,4]]}", "id,x0,y0\n\u00e4,1,2"})
  void truth_latin1Id_isRefused(String text) throws IOException {
    Path file = folder.resolve(text.startsWith("{") ? "l.jsonl" : "l.csv");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> FaceFiles.truth(file, TWO).close());
    assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
  }

  @Test
  void truth_absent_isExplained() {
    assertThrows(
        InvalidDataException.class, () -> FaceFiles.truth(folder.resolve("none"), TWO).close());
    assertThrows(InvalidDataException.class, () -> FaceFiles.truth(folder, TWO).close());
  }

  @Test
  void read_csvRowOfAnotherLength_namesItsLine() throws IOException {
    Path file = file("t.csv", "id,x0,y0\na,1,2\nb,1\nc,1,two\n");
    try (FaceSource source = FaceFiles.truth(file, TWO);
        FaceSource.Cursor cursor = source.open()) {
      assertEquals(
          file + ", line 3: expected 3 columns but found 2",
          assertThrows(InvalidDataException.class, () -> cursor.read(1)).getMessage());
      assertEquals(
          file + ", line 4: expected a number but found 'two'",
          assertThrows(InvalidDataException.class, () -> cursor.read(2)).getMessage());
    }
  }

  /** The inner 51 of files with all 68: landmark 0 there is landmark 17 here. */
  @Test
  void inner51_ofFilesWith68_areTaken() throws IOException {
    LandmarkScheme inner = LandmarkScheme.of("300w-51");
    StringBuilder list = new StringBuilder();
    StringBuilder pts = new StringBuilder("n_points: 68\n{\n");
    for (int i = 0; i < 68; i++) {
      list.append(i == 0 ? "" : ",").append("[%d,%d]".formatted(i, 100 + i));
      pts.append("%d %d\n".formatted(i + 1, 101 + i));
    }
    file("pts68/a.pts", pts + "}\n");
    Path json = file("t.jsonl", "{\"id\":\"a\",\"landmarks\":[" + list + "]}");
    for (Path path : List.of(json, folder.resolve("pts68"))) {
      for (FaceSource source :
          List.of(FaceFiles.truth(path, inner), FaceFiles.predictions(path, json, inner))) {
        Landmarks landmarks = only(source).landmarks();
        assertEquals(51, landmarks.count());
        assertEquals(17, landmarks.x(0));
        assertEquals(167, landmarks.y(50));
      }
    }
  }

  @Test
  void schemeOf_sixtyEightPoints_isTheirScheme() throws IOException {
    String points = "[1,2],".repeat(67) + "[3,4]";
    Path file = file("t.jsonl", "{\"id\":\"a\",\"landmarks\":[" + points + "]}");
    assertEquals("300w-68", FaceFiles.schemeOf(file).name());
    Path odd = file("o.jsonl", "{\"id\":\"a\",\"landmarks\":[[1,2],[2,3]]}");
    assertThrows(InvalidDataException.class, () -> FaceFiles.schemeOf(odd));
  }

  @ParameterizedTest
  @CsvSource({"5, mtfl-5", "29, cofw-29", "68, 300w-68"})
  void schemeOf_folderOfPts_isTheSchemeOfItsPoints(int count, String scheme) throws IOException {
    String frame = "version: 1\nn_points: %d\n{\n%s}\n";
    file("pts/a.pts", frame.formatted(count, "2 3\n".repeat(count)));
    assertEquals(scheme, FaceFiles.schemeOf(folder.resolve("pts")).name());
    file("odd/a.pts", frame.formatted(count + 2, "2 3\n".repeat(count + 2)));
    assertThrows(InvalidDataException.class, () -> FaceFiles.schemeOf(folder.resolve("odd")));
  }
}
