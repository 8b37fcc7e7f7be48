package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.Main;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.model.onnx.graph.OnnxGraph;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class PredictVerbTest extends OnePhoto {
  @Test
  void predict_onePicture_printsItsFaces() throws IOException {
    List<Face> faces =
        faces(Cli.run("predict", "--model", model, photo, "--box", BOX, "--box", "-40,0,30,90"));
    assertEquals(2, faces.size());
    assertEquals(faces.get(0).id() + "#2", faces.get(1).id());
    assertEquals(5, faces.get(0).landmarks().count());
    assertEquals(20, faces.get(0).box().orElseThrow().left());
  }

  @Test
  void predict_twoStages_answerToo() throws IOException {
    Path two = SmallModels.two(folder.resolve("two"));
    assertEquals(1, faces(Cli.run("predict", "--model", two, photo, "--box", BOX)).size());
  }

  @Test
  void predict_folderToFileAndDrawings_writesBoth() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos/sub"));
    ImageFiles.writePng(SmallModels.picture(60, 60, 2), photos.resolve("b.png"));
    ImageFiles.writePng(SmallModels.picture(60, 60, 3), photos.resolve("../a.png"));
    Path boxes =
        Files.writeString(
            folder.resolve("boxes.csv"),
            "image,left,top,right,bottom\na.png,1,2,40,50\nsub/b.png,3,4,50,55\n");
    Path out = folder.resolve("faces.jsonl");
    Path drawn = folder.resolve("drawn");
    Cli run =
        Cli.run(
            "predict",
            "--model",
            model,
            folder.resolve("photos"),
            "--boxes",
            boxes,
            "--out",
            out,
            "--draw",
            drawn);
    assertEquals(0, run.exit(), run.err());
    assertEquals("", run.out());
    assertEquals(
        List.of("a.png", "sub/b.png"), JsonLines.read(out).stream().map(Face::id).toList());
    assertTrue(Files.exists(drawn.resolve("a.png.png")));
    assertTrue(Files.exists(drawn.resolve("sub/b.png.png")));
  }

  @Test
  void predict_jpegWithoutItsEndAndOtherFiles_readsAndCountsThem() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("cut"));
    byte[] whole = ImageFiles.jpeg(SmallModels.picture(60, 60, 2), 0.9);
    Files.write(photos.resolve("a.jpg"), Arrays.copyOf(whole, whole.length - 2));
    Files.write(photos.resolve("b.heic"), whole);
    Cli run = Cli.run("predict", "--model", model, photos, "--box", BOX);
    assertEquals(0, run.exit(), run.err());
    assertEquals(1, faces(run).size());
    String said = "1 picture was read although its file is not whole: a.jpg lacks its end marker";
    assertTrue(run.err().contains(said), run.err());
    assertTrue(run.err().contains("because their formats are not read: 1 (1 .heic)"), run.err());
    Files.write(photos.resolve("a.jpg"), Arrays.copyOf(whole, whole.length / 2));
    assertEquals(4, Cli.run("predict", "--model", model, photos, "--box", BOX).exit());
  }

  @Test
  void predict_badArguments_areUsageErrors() {
    assertEquals(2, Cli.run("predict", "--model", model, photo, "--box", BOX, "--whole").exit());
    assertEquals(2, Cli.run("predict", "--model", model, photo, "--box", "1,2,3").exit());
    assertEquals(2, Cli.run("predict", "--model", model, photo, "--box", "1,2,x,4").exit());
    Cli empty = Cli.run("predict", "--model", model, photo, "--box", "5,5,5,9");
    assertEquals(2, empty.exit());
    assertTrue(empty.err().contains("left < right"), empty.err());
    Cli single = Cli.run("predict", "--model", model, photo, "--box", BOX, "--max-uncertainty", 2);
    assertEquals(2, single.exit());
    assertTrue(single.err().contains("needs --uncertainty or several --model"), single.err());
    Cli timed =
        Cli.run("predict", "--model", model, photo, "--box", BOX, "--bench", "--refine-box");
    assertEquals(2, timed.exit());
    Path unused = folder.resolve("unused");
    for (String option : List.of("--out", "--draw")) {
      Cli written =
          Cli.run("predict", "--model", model, photo, "--box", BOX, "--bench", option, unused);
      assertEquals(2, written.exit());
      assertFalse(Files.exists(unused));
    }
    Cli sized = Cli.run("predict", "--model", model, photo, "--box", BOX, "--detector-size", 128);
    assertEquals(2, sized.exit());
    assertTrue(sized.err().contains("--detector-size is for a detector"), sized.err());
    assertEquals(
        2, Cli.run("predict", "--model", model, photo, "--box", BOX, "--threads", 0).exit());
  }

  @Test
  void predict_badFiles_areBadDataAndLeaveNothing() throws IOException {
    Path out = folder.resolve("faces.jsonl");
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    List<Cli> runs = new ArrayList<>();
    runs.add(Cli.run("predict", "--model", model, broken, "--box", BOX, "--out", out));
    runs.add(Cli.run("predict", "--model", model, photo, broken, "--box", BOX, "--out", out));
    runs.add(Cli.run("predict", "--model", folder.resolve("no"), photo, "--box", BOX));
    Path json = model.resolve("model.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"version\" : 1", "\"version\" : 7"));
    Cli newer = Cli.run("predict", "--model", model, photo, "--box", BOX);
    assertTrue(newer.err().contains("has version 7 but this program reads version 1"));
    runs.add(newer);
    Files.writeString(json, text);
    byte[] onnx = Files.readAllBytes(model.resolve("model.onnx"));
    onnx[onnx.length - 1] ^= 4;
    Files.write(model.resolve("model.onnx"), onnx);
    runs.add(Cli.run("predict", "--model", model, photo, "--box", BOX));
    for (Cli run : runs) {
      assertEquals(4, run.exit(), run.err());
      assertTrue(run.err().startsWith("error: "), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
    assertFalse(Files.exists(out));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".unfinished")));
    }
  }

  /** Operators that ended the process or never ended. */
  @ParameterizedTest
  @CsvSource({
    "Conv, strides must be from 1 to 4096 but is 0",
    "Loop, the operator is not on the list",
  })
  void predict_detectorThatIsNotRun_isOneSentence(String operator, String message)
      throws IOException {
    OnnxGraph graph = new OnnxGraph("detector", new Weights(Map.of()));
    String image = graph.input("input", OnnxGraph.Element.FLOAT32, "1", "3", "64", "64");
    String kernel = graph.constant("kernel", Tensor.of(List.of(1, 3, 1, 1), 1, 1, 1));
    for (String name : List.of("scores", "boxes")) {
      graph.node(operator, name, List.of(image, kernel)).with("strides", 0, 0).add();
      graph.output(name, OnnxGraph.Element.FLOAT32, "1", "1", "64", "64");
    }
    Path detector = folder.resolve("detector.onnx");
    Files.write(detector, graph.toBytes("test", "1", Map.of()));
    Cli run = Cli.run("predict", "--model", model, photo, "--detector", detector);
    assertEquals(4, run.exit(), run.err());
    assertTrue(run.err().startsWith("error: " + detector + ": "), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void predict_skipBad_goesOnAndTells() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    Cli run = Cli.run("predict", "--model", model, photo, broken, "--box", BOX, "--skip-bad");
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("skipped: "), run.err());
    assertEquals(1, run.out().lines().count());
  }

  @Test
  void predict_jsonOfPicturesWithoutFacesAndBadOnes_namesThem() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Path good = Files.copy(photo, photos.resolve("a.png"));
    Path bad = Files.writeString(photos.resolve("b.png"), "no picture");
    Path empty = Files.copy(photo, photos.resolve("c.png"));
    Path boxes =
        Files.writeString(
            folder.resolve("boxes.csv"), "image,left,top,right,bottom\na.png,20,10,70,60\n");
    Cli run =
        Cli.run("predict", "--model", model, photos, "--boxes", boxes, "--skip-bad", "--json");
    assertEquals(4, run.exit(), run.err());
    JsonNode root = StrictJson.mapper().readTree(run.out());
    assertEquals(2, root.path("pictures").intValue());
    assertEquals(1, root.path("bad-pictures").intValue());
    assertEquals(1, root.path("skipped").size());
    assertEquals(bad.toString(), root.path("skipped").path(0).path("image").textValue());
    String error = root.path("skipped").path(0).path("error").textValue();
    assertTrue(error.contains("expected a JPEG, PNG"), error);
    assertEquals(1, root.path("without-faces").size());
    assertEquals(empty.toString(), root.path("without-faces").path(0).textValue());
    assertEquals(1, root.path("faces").size());
    assertEquals(good.toString(), root.path("faces").path(0).path("image").textValue());
  }

  @Test
  void predict_jsonOfBadPicturesAlone_namesThemToo() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    Cli run = Cli.run("predict", "--model", model, broken, "--whole", "--skip-bad", "--json");
    assertEquals(4, run.exit(), run.err());
    JsonNode root = StrictJson.mapper().readTree(run.out());
    assertEquals(broken.toString(), root.path("skipped").path(0).path("image").textValue());
    assertEquals(0, root.path("pictures").intValue());
  }

  /** That no box was given would be a false reason. */
  @Test
  void predict_skipBadAndEveryPictureBad_saysNoMoreThanThatAndKeepsAnEarlierFile()
      throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
    Path earlier = Files.writeString(folder.resolve("earlier.jsonl"), "earlier");
    Cli run =
        Cli.run("predict", "--model", model, broken, "--box", BOX, "--skip-bad", "--out", earlier);
    assertEquals(4, run.exit());
    assertEquals("earlier", Files.readString(earlier));
    assertTrue(run.err().startsWith("skipped: "), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void bench_onePicture_namesEveryPart() throws IOException {
    Path two = SmallModels.two(folder.resolve("two"));
    Cli run = Cli.run("predict", "--model", two, photo, "--box", BOX, "--bench", "--json");
    JsonNode root = StrictJson.mapper().readTree(run.out());
    List<String> parts =
        List.of("decode", "stage-1-crop", "stage-1-network", "stage-2-crop", "crop-to-landmarks");
    for (String part : parts) {
      double median = root.path("milliseconds").path(part).doubleValue();
      double fastest = root.path("fastest-milliseconds").path(part).doubleValue();
      assertTrue(fastest > 0 && fastest <= median, part + " in " + run.out());
    }
  }

  /** In its own process, with every class that is loaded named. */
  @Test
  void predict_startsNeitherNd4jNorPyTorch() throws IOException, InterruptedException {
    Path log = folder.resolve("classes.txt");
    Path out = folder.resolve("faces.jsonl");
    Process process =
        OwnJava.of(
                List.of("-Xlog:class+load:file=" + log),
                Main.class,
                "predict",
                "--model",
                model,
                photo,
                "--box",
                BOX,
                "--out",
                out)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(1, JsonLines.read(out).size());
    String classes = Files.readString(log);
    assertTrue(classes.contains("ai.onnxruntime.OrtSession"));
    for (String engine :
        List.of("org.nd4j.", "onnx.Onnx", "ai.djl.engine.Engine", "ai.djl.pytorch")) {
      assertFalse(classes.contains(" " + engine), engine + " was loaded");
    }
  }
}
