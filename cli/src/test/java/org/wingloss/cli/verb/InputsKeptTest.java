package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    Object[] dataset = {"--dataset", "jsonl:mtfl-5", "--data", shapes};
    assertRefused(shapes, with(dataset, "scheme", "derive", "--out", shapes));
    assertRefused(shapes, with(dataset, "balance", "--plot", shapes));
  }

  private static Object[] with(Object[] dataset, Object... words) {
    return Stream.of(words, dataset).flatMap(Stream::of).toArray();
  }

  @Test
  void export_outThatIsTheModel_isRefused() throws IOException {
    Path zip = folder.resolve("face.zip");
    Object[] zipped = {"export", "--model", model, "--format", "zip", "--out", zip};
    assertEquals(ExitCode.OK, Cli.run(zipped).exit());
    assertRefused(zip, "export", "--model", zip, "--precision", "float16", "--out", zip);
    assertRefused(zip, "export", "--model", zip, "--djl-serving", zip);
    Path onnx = model.resolve("model.onnx");
    assertRefused(onnx, "export", "--model", model, "--input", "uint8", "--out", onnx);
  }

  @Test
  void export_folderThatIsTheModelOfTheRun_isRefused() throws IOException {
    Path run = folder.resolve("run");
    Path trained = SmallModels.one(run.resolve("model"));
    byte[] weights = Files.readAllBytes(trained.resolve("weights.safetensors"));
    for (Path named : List.of(run, trained)) {
      Cli refused =
          Cli.run(
              "export",
              "--model",
              named,
              "--format",
              "folder",
              "--precision",
              "int8",
              "--out",
              trained);
      assertEquals(ExitCode.USAGE, refused.exit(), refused.err());
      assertTrue(refused.err().contains("would replace " + trained), refused.err());
    }
    assertArrayEquals(weights, Files.readAllBytes(trained.resolve("weights.safetensors")));
  }

  /** In the folder of the run, but no part of its model. */
  @Test
  void export_outBesideTheModelOfTheRun_isWrittenAgain() {
    Path run = folder.resolve("run");
    SmallModels.one(run.resolve("model"));
    Object[] command = {"export", "--model", run, "--out", run.resolve("model.onnx")};
    assertEquals(ExitCode.OK, Cli.run(command).exit());
    assertEquals(ExitCode.OK, Cli.run(command).exit());
  }

  @Test
  void balance_plotThatIsTheFileOfShapes_isRefused() throws IOException {
    Path shapes = folder.resolve("shapes.csv");
    Files.writeString(shapes, "x0,y0,x1,y1\n0,0,9,1\n0,1,8,2\n1,0,9,4\n");
    assertRefused(shapes, "balance", "--shapes", shapes, "--plot", shapes);
  }

  @Test
  void preview_outThatIsTheRecipe_isRefused() throws IOException {
    Path recipe = Files.writeString(folder.resolve("mine.yaml"), "data: 300w\n");
    assertRefused(recipe, "preview", "--recipe", recipe, "--data", folder, "--out", recipe);
    for (Path read : List.of(photo, recipe)) {
      Object[] words = {"preview", "--recipe", recipe, "--data", photo, "--boxes", recipe};
      assertRefused(read, with(new Object[] {"--out", read}, words));
    }
  }

  @Test
  void doctor_outputThatIsTheDataSet_isRefused() throws IOException {
    double[] points = {10, 10, 30, 10, 20, 20, 12, 30, 28, 30};
    Path faces = folder.resolve("faces.jsonl");
    Files.writeString(faces, JsonLinesWriter.text(Face.of("a", Landmarks.of(points))) + "\n");
    for (String option : List.of("--page", "--fix-list")) {
      for (Path data : List.of(faces, folder)) {
        Object[] words = {"doctor", "--dataset", "jsonl:mtfl-5", "--data", data, option, faces};
        assertEquals(ExitCode.USAGE, Cli.run(words).exit());
        assertTrue(Cli.run(words).err().contains("would replace "));
        assertTrue(Files.readString(faces).startsWith("{"));
      }
    }
  }

  @Test
  void gate_outputThatIsTheMetricsOrTheGates_isRefused() throws IOException {
    Path metrics = Files.writeString(folder.resolve("m.json"), "{}");
    Path gates = Files.writeString(folder.resolve("gates.yaml"), "gates: []");
    for (String option : List.of("--junit", "--badge", "--summary")) {
      for (Path read : List.of(metrics, gates)) {
        assertRefused(read, "gate", "--metrics", metrics, "--gates", gates, option, read);
      }
    }
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
    Cli without = Cli.run("predict", "--model", model, photos, "--box", BOX);
    String said = "1 picture seems to be a drawing of another (drawn/a.png.png): what --draw wrote";
    assertTrue(without.err().contains(said), without.err());
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
