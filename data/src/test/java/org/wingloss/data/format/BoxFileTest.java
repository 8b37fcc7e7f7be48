package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

class BoxFileTest {
  @TempDir Path folder;

  @Test
  void csv_rows_becomeBoxesById() throws IOException {
    Map<String, Box> boxes =
        read("image,left,top,right,bottom\nafw/1.jpg,1.5,-2,30,40\n\"a,b.jpg\",0,0,1,1\r\n\n");
    assertEquals(
        Map.of("afw/1.jpg", new Box(1.5, -2, 30, 40), "a,b.jpg", new Box(0, 0, 1, 1)), boxes);
    assertEquals(List.of("afw/1.jpg", "a,b.jpg"), List.copyOf(boxes.keySet()));
  }

  @Test
  void jsonLines_boxes_areReadById() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"box\":[0,1,2,3]}\n{\"id\":\"b\"}\n");
    assertEquals(file + ", line 2: has no 'box'", failure(file));
    Files.writeString(file, "{\"id\":\"a\",\"box\":[0,1,2,3]}\n");
    assertEquals(Map.of("a", new Box(0, 1, 2, 3)), BoxFile.read(file));
  }

  @Test
  void attach_imageThatIsNoPath_isAnErrorNamingTheLine() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"image\":\"a\\u0000.jpg\",\"box\":[0,1,2,3]}\n");
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> BoxFile.attach(List.of(), file));
    assertTrue(
        e.getMessage().startsWith(file + ", line 1: names an image that is no path"),
        e.getMessage());
  }

  @Test
  void csv_otherHeader_isAnError() throws IOException {
    assertEquals(
        file()
            + ", line 1: expected the header 'image,left,top,right,bottom' but found 'image,x,y,w,h'",
        failure(write("image,x,y,w,h\na,0,0,1,1\n")));
  }

  @Test
  void csv_negativeWidth_isAnErrorNamingTheLine() throws IOException {
    assertEquals(
        file()
            + ", line 2: a box needs finite edges with left < right and top < bottom but was"
            + " [10.0, 0.0, 5.0, 1.0]",
        failure(write("image,left,top,right,bottom\na,10,0,5,1\n")));
  }

  @Test
  void csv_letters_areAnErrorNamingTheLine() throws IOException {
    assertEquals(
        file() + ", line 2: expected a number but found 'ten'",
        failure(write("image,left,top,right,bottom\na,ten,0,5,1\n")));
  }

  @Test
  void csv_sameFaceTwice_isAnError() throws IOException {
    assertEquals(
        file() + ", line 3: names the face 'a' a second time",
        failure(write("image,left,top,right,bottom\na,0,0,5,1\na,0,0,5,1\n")));
  }

  private Face face(String id, String picture) {
    return new Face(id, folder.resolve(picture), Landmarks.of(1, 2), Optional.empty(), Set.of());
  }

  @Test
  void attach_faceWithoutBox_isAnErrorNamingTheFaceOrLeftAlone() throws IOException {
    Path file = write("image,left,top,right,bottom\nf,0,0,1,1\n");
    List<Face> faces = List.of(face("f", "f.jpg"), face("g", "g.jpg"));
    assertEquals(
        Optional.of(new Box(0, 0, 1, 1)), BoxFile.attach(faces.subList(0, 1), file).get(0).box());
    assertEquals(
        file + ": has no box for the face 'g'",
        assertThrows(InvalidDataException.class, () -> BoxFile.attach(faces, file)).getMessage());
    assertEquals(
        List.of(Optional.of(new Box(0, 0, 1, 1)), Optional.empty()),
        BoxFile.attachKnown(faces, file).stream().map(Face::box).toList());
  }

  /** As predict writes them: the id as the picture was typed, the image from the file's folder. */
  @Test
  void attach_boxesUnderOtherIds_goByThePictureWhereItHasOneFaceAndOneBox() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    Files.writeString(
        file,
        """
        {"id":"typed/one.jpg","image":"one.jpg","box":[0,1,2,3]}
        {"id":"typed/two.jpg","image":"two.jpg","box":[4,5,6,7]}
        {"id":"typed/two.jpg#2","image":"two.jpg","box":[5,5,6,7]}
        {"id":"typed/pair.jpg","image":"pair.jpg","box":[8,9,10,11]}
        {"id":"named","image":"one.jpg.bak","box":[0,0,9,9]}
        """);
    List<Face> faces =
        List.of(
            face("one.jpg", "below/../one.jpg"),
            face("two.jpg", "two.jpg"),
            face("pair.jpg", "pair.jpg"),
            face("pair.jpg#2", "pair.jpg"),
            face("named", "one.jpg.bak"));
    assertEquals(
        List.of(
            Optional.of(new Box(0, 1, 2, 3)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Box(0, 0, 9, 9))),
        BoxFile.attachKnown(faces, file).stream().map(Face::box).toList());
  }

  private Path file() {
    return folder.resolve("boxes.csv");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(file(), text);
  }

  private Map<String, Box> read(String text) throws IOException {
    return BoxFile.read(write(text));
  }

  private static String failure(Path file) {
    return assertThrows(InvalidDataException.class, () -> BoxFile.read(file)).getMessage();
  }
}
