package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.image.ImageFiles;

/** What a command reads, and what is a user's own, is not written over. */
class InputsKeptTest extends OnePhoto {
  private void assertRefused(Path kept, Object... command) throws IOException {
    byte[] before = Files.readAllBytes(kept);
    Cli run = Cli.run(command);
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains("would replace " + kept), run.err());
    assertArrayEquals(before, Files.readAllBytes(kept));
  }

  @Test
  void predict_outThatIsThePicture_isRefused() throws IOException {
    assertRefused(photo, "predict", "--model", model, photo, "--box", BOX, "--out", photo);
    assertRefused(photo, "track", "--model", model, photo, "--box", BOX, "--out", photo);
  }

  @Test
  void predict_outThatIsAPictureOfTheFolder_isRefused() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Path inside = Files.copy(photo, photos.resolve("a.png"));
    assertRefused(inside, "predict", "--model", model, photos, "--box", BOX, "--out", inside);
  }

  @Test
  void predict_outThatIsTheFileOfBoxes_isRefused() throws IOException {
    Path boxes = folder.resolve("boxes.csv");
    Files.writeString(boxes, "image,left,top,right,bottom\nphoto.png,20,10,70,60\n");
    assertRefused(boxes, "predict", "--model", model, photo, "--boxes", boxes, "--out", boxes);
  }

  @Test
  void schemeDerive_outThatIsTheFileOfShapes_isRefused() throws IOException {
    double[] points = {10, 20, 50, 40, 10, 40, 10, 40};
    Path shapes = folder.resolve("shapes.jsonl");
    Files.writeString(shapes, JsonLinesWriter.text(Face.of("a", Landmarks.of(points))) + "\n");
    assertRefused(shapes, "scheme", "derive", "--shapes", shapes, "--out", shapes);
  }

  @Test
  void predict_drawingsBelowTheFolderOfPictures_areNotPicturesTheNextTime() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.copy(photo, photos.resolve("a.png"));
    Path drawn = photos.resolve("drawn");
    Object[] command = {
      "predict", "--model", model, photos, "--box", BOX, "--draw", drawn, "--json"
    };
    Cli first = Cli.run(command);
    assertEquals(ExitCode.OK, first.exit(), first.err());
    assertTrue(Files.exists(drawn.resolve("a.png.png")));
    assertEquals(first.out(), Cli.run(command).out());
    // In the folder above, drawings lie beside the folder of pictures.
    Object[] above = {"predict", "--model", model, photos, "--box", BOX, "--draw", folder};
    assertEquals(ExitCode.OK, Cli.run(above).exit());
    assertTrue(Files.exists(folder.resolve("a.png.png")));
    Cli refused = Cli.run("predict", "--model", model, photos, "--box", BOX, "--draw", photos);
    assertEquals(ExitCode.USAGE, refused.exit());
    assertTrue(refused.err().contains("is the folder of the pictures"), refused.err());
  }

  @Test
  void evaluate_outWithPredictionsOfTheUsers_isRefused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("mine"));
    Path truth = Files.writeString(out.resolve("truth.jsonl"), "mine\n");
    Cli run = Cli.run("evaluate", "--dataset", "300w", "--data", folder, "--out", out);
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains("holds other things than a report"), run.err());
    assertEquals("mine\n", Files.readString(truth));
  }

  @Test
  void predict_pictureWhoseNameBeginsWithAt_isNoFileOfArguments() throws IOException {
    Path at = folder.resolve("@anna.png");
    ImageFiles.writePng(SmallModels.picture(90, 70, 3), at);
    Cli run = Cli.run("predict", "--model", model, at, "--box", BOX);
    assertEquals(List.of(at.toString()), faces(run).stream().map(Face::id).toList());
  }
}
