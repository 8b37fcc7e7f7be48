package org.wingloss.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    assertEquals(Map.of("a", new Box(0, 1, 2, 3)), boxes(file));
  }

  @Test
  void jsonLines_image_isThePictureFromTheFolderOfTheFile() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    Files.writeString(
        file,
        """
        {"id":"a","image":"below/../one.jpg","box":[0,1,2,3]}
        {"image":"two.jpg","box":[0,1,2,3]}
        {"id":"c","box":[0,1,2,3]}
        """);
    Path whole = folder.toAbsolutePath().normalize();
    assertEquals(
        List.of(
            Optional.of(whole.resolve("one.jpg")),
            Optional.of(whole.resolve("two.jpg")),
            Optional.empty()),
        BoxFile.read(file).values().stream().map(BoxFile.ListedBox::picture).toList());
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
            + ", line 1: expected the header 'image,left,top,right,bottom' but found"
            + " 'image,x,y,w,h'",
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
  void attach_faceWithoutBox_isAnErrorNamingTheFace() throws IOException {
    Path file = write("image,left,top,right,bottom\nf,0,0,1,1\n");
    List<Face> faces = List.of(face("f", "f.jpg"), face("g", "g.jpg"));
    assertEquals(
        Optional.of(new Box(0, 0, 1, 1)), BoxFile.attach(faces.subList(0, 1), file).get(0).box());
    assertEquals(file + ": has no box for the face 'g'", failure(file, faces.get(0), faces.get(1)));
  }

  /** As predict writes them: the id as the picture was typed, the image from the file's folder. */
  @Test
  void attach_boxesUnderOtherIds_goByThePictureWhereItHasOneFaceAndOneBox() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    Files.writeString(
        file,
        """
        {"id":"typed/one.jpg","image":"one.jpg","box":[0,1,2,3]}
        {"id":"typed/pair.jpg","image":"pair.jpg","box":[8,9,10,11]}
        {"id":"named","image":"one.jpg.bak","box":[0,0,9,9]}
        """);
    List<Face> faces = List.of(face("one.jpg", "below/../one.jpg"), face("named", "one.jpg.bak"));
    assertEquals(
        List.of(Optional.of(new Box(0, 1, 2, 3)), Optional.of(new Box(0, 0, 9, 9))),
        BoxFile.attach(faces, file).stream().map(Face::box).toList());
    assertEquals(
        file
            + ": has 1 box for the picture of the face 'pair.jpg' but none is left that overlaps"
            + " its landmarks",
        failure(file, face("pair.jpg", "pair.jpg"), face("pair.jpg#2", "pair.jpg")));
  }

  /** Landmarks from (left, 0) to (left + 10, 10). */
  private Face face(String id, String picture, double left) {
    return face(id, picture).withLandmarks(Landmarks.of(left, left + 10, 0, 10));
  }

  private static List<Double> lefts(List<Face> faces) {
    return faces.stream().map(face -> face.box().map(Box::left).orElse(Double.NaN)).toList();
  }

  /** A detector numbers the faces of a picture by its scores, a data set by its list. */
  @Test
  void attach_severalBoxesOfAPicture_takesThoseAroundTheLandmarks() throws IOException {
    List<Face> faces =
        List.of(
            face("a.jpg", "a.jpg", 0), face("a.jpg#2", "a.jpg", 100), face("b.jpg", "b.jpg", 0));
    Path predicted = folder.resolve("boxes.jsonl");
    Files.writeString(
        predicted,
        """
        {"id":"typed/a.jpg","image":"a.jpg","box":[101,0,111,10]}
        {"id":"typed/a.jpg#2","image":"a.jpg","box":[-1,0,12,11]}
        {"id":"typed/b.jpg","image":"b.jpg","box":[200,0,210,10]}
        {"id":"typed/b.jpg#2","image":"b.jpg","box":[9,0,19,10]}
        {"id":"typed/b.jpg#3","image":"b.jpg","box":[2,0,12,10]}
        """);
    assertEquals(List.of(-1.0, 101.0, 2.0), lefts(BoxFile.attach(faces, predicted)));
    Path named =
        write(
            """
            image,left,top,right,bottom
            a.jpg,101,0,111,10
            a.jpg#2,-1,0,12,11
            b.jpg,200,0,210,10
            b.jpg#2,2,0,12,10
            """);
    assertEquals(List.of(-1.0, 101.0, 2.0), lefts(BoxFile.attach(faces, named)));
  }

  @Test
  void attach_boxesOfThePictureThatOverlapNoLandmarks_areCountedInTheError() throws IOException {
    Path file = write("image,left,top,right,bottom\na.jpg,50,0,60,10\na.jpg#2,70,0,80,10\n");
    assertEquals(
        file
            + ": has 2 boxes for the picture of the face 'a.jpg' but none is left that overlaps its"
            + " landmarks",
        failure(file, face("a.jpg", "a.jpg", 0)));
  }

  @Test
  void attach_onlyBoxOfAnotherId_isTheOnlyFacesWhereItOverlapsTheLandmarks() throws IOException {
    Path file = write("image,left,top,right,bottom\na.jpg#2,5,0,15,10\nb.jpg#2,50,0,60,10\n");
    assertEquals(List.of(5.0), lefts(BoxFile.attach(List.of(face("a.jpg", "a.jpg", 0)), file)));
    assertEquals(
        file
            + ": has 1 box for the picture of the face 'b.jpg' but none is left that overlaps its"
            + " landmarks",
        failure(file, face("b.jpg", "b.jpg", 0)));
  }

  @Test
  void attach_idsThatNameOneFaceEach_holdWhateverTheBoxesOverlap() throws IOException {
    Path file = write("image,left,top,right,bottom\np,100,0,110,10\nq,0,0,10,10\nr,50,0,60,10\n");
    List<Face> faces =
        List.of(face("p", "a.jpg", 0), face("q", "a.jpg", 100), face("r", "b.jpg", 0));
    assertEquals(List.of(100.0, 0.0, 50.0), lefts(BoxFile.attach(faces, file)));
  }

  @Test
  void attach_landmarksWithoutArea_goByTheId() throws IOException {
    Path file = write("image,left,top,right,bottom\na.jpg#2,5,0,6,1\na.jpg,7,0,8,1\n");
    assertEquals(
        List.of(7.0, 5.0),
        lefts(BoxFile.attach(List.of(face("a.jpg", "a.jpg"), face("a.jpg#2", "a.jpg")), file)));
  }

  @Test
  void jsonLines_withoutIds_areNumberedByImage() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    String line = "{\"image\":\"x\\\\a.jpg\",\"box\":[0,1,2,3]}\n";
    Files.writeString(file, line + line);
    assertEquals(List.of("x/a.jpg", "x/a.jpg#2"), List.copyOf(BoxFile.read(file).keySet()));
    assertEquals(
        Optional.of(folder.toAbsolutePath().normalize().resolve("x/a.jpg")),
        BoxFile.read(file).get("x/a.jpg").picture());
  }

  /** Where a detector's box is a false one, the right one is added by hand. */
  @Test
  void jsonLines_withoutId_afterALineOfThatId_isAFurtherBoxOfThePicture() throws IOException {
    Path file = folder.resolve("boxes.jsonl");
    Files.writeString(
        file,
        """
        {"id":"x/a.jpg","image":"x/a.jpg","box":[50,0,60,10]}
        {"id":"x/a.jpg#2","image":"x/a.jpg","box":[70,0,80,10]}
        {"image":"x/a.jpg","box":[1,0,11,10]}
        """);
    assertEquals(
        List.of("x/a.jpg", "x/a.jpg#2", "x/a.jpg#3"), List.copyOf(BoxFile.read(file).keySet()));
    assertEquals(List.of(1.0), lefts(BoxFile.attach(List.of(face("x/a.jpg", "x/a.jpg", 0)), file)));
  }

  private Path file() {
    return folder.resolve("boxes.csv");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(file(), text);
  }

  private Map<String, Box> read(String text) throws IOException {
    return boxes(write(text));
  }

  private static Map<String, Box> boxes(Path file) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    BoxFile.read(file).forEach((id, listed) -> boxes.put(id, listed.box()));
    return boxes;
  }

  private static String failure(Path file) {
    return assertThrows(InvalidDataException.class, () -> BoxFile.read(file)).getMessage();
  }

  private static String failure(Path file, Face... faces) {
    return assertThrows(InvalidDataException.class, () -> BoxFile.attach(List.of(faces), file))
        .getMessage();
  }
}
