package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.io.SyncedPaths;

class JsonLinesTest {
  @TempDir Path folder;

  @Test
  void line_allKeys_isRead() throws IOException {
    Face face =
        read(
            "{\"id\":\"f\",\"image\":\"a/b.jpg\",\"landmarks\":[[1,2.5],null,[3,-4]],"
                + "\"hidden\":[2],\"box\":[0,1,2,3.5],\"subsets\":[\"pose\",\"blur\"]}");
    assertEquals("f", face.id());
    assertEquals(Optional.of(Path.of("a/b.jpg")), face.picture());
    assertEquals(
        Landmarks.of(
            new double[] {1, 0, 3, 2.5, 0, -4},
            new Visibility[] {Visibility.VISIBLE, Visibility.MISSING, Visibility.HIDDEN}),
        face.landmarks());
    assertEquals(Optional.of(new Box(0, 1, 2, 3.5)), face.box());
    assertEquals(Set.of("blur", "pose"), face.subsets());
  }

  @Test
  void line_withoutId_isNamedByItsImage() throws IOException {
    assertEquals("a.jpg", read("{\"image\":\"a.jpg\",\"landmarks\":[[1,2]]}").id());
  }

  @Test
  void writtenLines_readBack_areEqual() throws IOException {
    List<Face> faces =
        List.of(
            new Face(
                "a",
                Path.of("ä \"x\".jpg"),
                Landmarks.of(
                    new double[] {0.1, 1e-17, 0, 1 / 3.0, -2, 0},
                    new Visibility[] {Visibility.HIDDEN, Visibility.VISIBLE, Visibility.MISSING}),
                Optional.of(new Box(-1, -2, 3.25, 4)),
                Set.of("x")),
            Face.of("b", Landmarks.of(1, 2)));
    Path file = folder.resolve("new/out.jsonl");
    try (JsonLinesWriter writer = JsonLines.writer(file)) {
      faces.forEach(writer::write);
      writer.finish();
    }
    assertEquals(faces, JsonLines.read(file));
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void writer_closedUnfinished_leavesNothing() {
    Path file = folder.resolve("out.jsonl");
    try (JsonLinesWriter writer = JsonLines.writer(file)) {
      writer.write(Face.of("b", Landmarks.of(1, 2)));
    }
    assertFalse(Files.exists(file));
    assertEquals(0, folder.toFile().list().length);
  }

  /** A run takes an empty list of labels for one of photographs without faces. */
  @Test
  void writer_finished_hasSyncedTheFile() throws IOException {
    Path file = folder.toRealPath().resolve("out.jsonl");
    Set<String> synced =
        SyncedPaths.during(
            () -> {
              try (JsonLinesWriter writer = JsonLines.writer(file)) {
                writer.write(Face.of("b", Landmarks.of(1, 2)));
                writer.finish();
              }
            });
    assertTrue(synced.stream().anyMatch(path -> path.startsWith(file + ".")), synced.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'image':'a','landmark':[[1,2]]} | unknown key 'landmark'",
        "{'box':[0,0,1,1]} | needs an 'id' or an 'image'",
        "{'id':'a','landmarks':[[1,2,3]]} | 'landmarks[0]' must be 2 numbers",
        "{'id':'a','landmarks':[[1]]} | 'landmarks[0]' must be 2 numbers",
        "{'id':'a','landmarks':[[1,'2']]} | 'landmarks[0]' must be 2 numbers",
        "{'id':'a','landmarks':[[1,NaN]]} | 'landmarks[0]' must be finite",
        "{'id':'a','landmarks':[[1,1e999]]} | must be finite",
        "{'id':'a','landmarks':5} | 'landmarks' must be a list but is a whole number",
        "{'id':'a','landmarks':[]} | landmarks need 2L coordinates",
        "{'id':'a','landmarks':[null],'hidden':[0]} | which has no coordinates",
        "{'id':'a','landmarks':[[1,2]],'box':[0,0,-1,1]} | left < right",
        "{'id':'a','box':[0,0,1,1]} | the face 'a' has no 'landmarks'",
        "{'id':'a','landmarks':[[1,2]],'hidden':[0.0]} | 'hidden' must be a whole number",
        "{'id':'a\\ud800','landmarks':[[1,2]]} | the id is not text (UTF-8)",
        "{'id':'a','id':'b'} | Duplicate field 'id'",
        "{'id':null} | 'id' must be a text but is null",
        "{'id':'a','landmarks':[[1,2] | Unexpected end-of-input",
        "[1,2] | expected a JSON object",
      })
  void badLine_isAnErrorNamingFileAndLine(String line, String expected) throws IOException {
    Path file = folder.resolve("bad.jsonl");
    Files.writeString(
        file, "{\"id\":\"ok\",\"landmarks\":[[1,2]]}\n" + line.replace('\'', '"') + "\n");
    String message =
        assertThrows(InvalidDataException.class, () -> JsonLines.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains(expected), message);
    assertTrue(message.matches("(?s).*line [23].*"), message);
  }

  @Test
  void deepNesting_isRefusedEarly() throws IOException {
    Path file = folder.resolve("deep.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"landmarks\":" + "[".repeat(1000));
    String message =
        assertThrows(InvalidDataException.class, () -> JsonLines.read(file)).getMessage();
    assertTrue(message.contains("must be 2 numbers"), message);
  }

  private Face read(String line) throws IOException {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(file, line + "\n\n");
    List<Face> faces = JsonLines.read(file);
    assertEquals(1, faces.size());
    return faces.get(0);
  }

  @Test
  void write_remarks_areWrittenAndSkippedWhenRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("p.jsonl");
    Face face = Face.of("a", Landmarks.of(1, 2));
    try (JsonLinesWriter writer = JsonLines.writer(file)) {
      writer.write(face, new JsonLinesWriter.Remarks(Optional.of(false), List.of(0.25), 3.5));
      writer.finish();
    }
    assertEquals(
        "{\"id\":\"a\",\"landmarks\":[[1.0,2.0]],\"plausible\":false,\"uncertainty\":[0.25],\"nme\":3.5}\n",
        Files.readString(file));
    assertEquals(List.of(face), JsonLines.read(file));
  }
}
