package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.data.face.Face;

/** {@code predict --boxes}: which boxes are of which picture, and what their faces are called. */
class PredictBoxesTest extends OnePhoto {
  /** The number of a face is its own: score would compare other people. */
  @Test
  void predict_boxesOfFurtherFaces_keepTheirNumbersInTheOrderOfTheFile() throws IOException {
    String header = "image,left,top,right,bottom\n";
    String third = "photo.png#3,20,10,70,60\n";
    assertEquals(List.of(photo + "#3"), ids(boxed("boxes.csv", header + third)));
    assertEquals(
        List.of(photo + "#3", photo.toString(), photo + "#2"),
        ids(boxed("boxes.csv", header + third + "photo.png,5,5,40,40\nphoto.png#2,30,20,80,70\n")));
  }

  /** As train and evaluate find them; a line's own id is what score looks for. */
  @Test
  void predict_boxesUnderOtherIds_goByTheImageOfTheLineAndKeepTheId() throws IOException {
    List<Face> faces =
        boxed(
            "boxes.jsonl",
            """
            {"id":"person7","image":"photo.png","box":[20,10,70,60]}
            {"id":"photo.png#2","image":"photo.png","box":[30,20,80,70]}
            {"id":"person9","image":"other.png","box":[1,2,30,40]}
            {"image":"below/../photo.png","box":[5,5,40,40]}
            """);
    assertEquals(List.of("person7", photo + "#2", "below/../photo.png"), ids(faces));
    assertEquals(
        List.of(20.0, 30.0, 5.0),
        faces.stream().map(face -> face.box().orElseThrow().left()).toList());
  }

  /** As {@code predict} writes it of a folder, used for two folders with files of one name. */
  @Test
  void predict_boxesOfAPictureOfTheSameNameElsewhere_areNotItsOwn() throws IOException {
    Path one = Files.createDirectories(folder.resolve("cam1")).resolve("000.png");
    Path two = Files.createDirectories(folder.resolve("cam2")).resolve("000.png");
    Files.copy(photo, one);
    Files.copy(photo, two);
    Path boxes = folder.resolve("cam1.jsonl");
    Files.writeString(
        boxes, "{\"id\":\"000.png\",\"image\":\"cam1/000.png\",\"box\":[20,10,70,60]}\n");
    Cli run = Cli.run("predict", "--model", model, one, two, "--boxes", boxes);
    assertEquals(0, run.exit(), run.err());
    assertEquals(List.of(one.toString()), ids(faces(run)));
  }

  @Test
  void predict_boxOfNoPicture_isCounted() throws IOException {
    Path boxes =
        Files.writeString(
            folder.resolve("boxes.csv"),
            """
            image,left,top,right,bottom
            photo.png,20,10,70,60
            other.png,20,10,70,60
            other.png#2,30,20,80,70
            """);
    Cli run = Cli.run("predict", "--model", model, photo, "--boxes", boxes);
    assertEquals(1, faces(run).size());
    String said = "2 of 3 boxes are of no picture that was named (other.png first)";
    assertTrue(run.err().contains(said), run.err());
    Files.writeString(boxes, "image,left,top,right,bottom\nphoto.png,20,10,70,60\n");
    Cli all = Cli.run("predict", "--model", model, photo, "--boxes", boxes);
    assertFalse(all.err().contains("of no picture"), all.err());
  }

  @Test
  void predict_boxesOfNoPictureAtAll_areRefusedWithBothNames() throws IOException {
    Path boxes =
        Files.writeString(
            folder.resolve("boxes.csv"), "image,left,top,right,bottom\nphot.png,20,10,70,60\n");
    Cli run = Cli.run("predict", "--model", model, photo, "--boxes", boxes);
    assertEquals(4, run.exit(), run.err());
    assertTrue(run.err().startsWith("error: " + boxes + ": no box is of a picture"), run.err());
    assertTrue(
        run.err().contains("first box is of phot.png, the first picture is " + photo), run.err());
  }

  private List<Face> boxed(String name, String lines) throws IOException {
    Path boxes = Files.writeString(folder.resolve(name), lines);
    return faces(Cli.run("predict", "--model", model, photo, "--boxes", boxes));
  }

  private static List<String> ids(List<Face> faces) {
    return faces.stream().map(Face::id).toList();
  }
}
