package org.wingloss.cli.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.network.UsualSpread;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

/** {@code export}, {@code summary} and {@code track}. */
class ExportVerbTest {
  @TempDir Path folder;

  @Test
  void export_onnx_equalsTheEngineAndTellsHowToUseIt() throws IOException, OrtException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("face.onnx");
    Cli run = Cli.run("export", "--model", model, "--format", "onnx", "--out", out, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode file = StrictJson.mapper().readTree(run.out()).path("files").path(0);
    assertTrue(file.path("crops").intValue() >= 100);
    assertTrue(file.path("largest-difference").doubleValue() <= 1e-3, run.out());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session =
            OrtEnvironment.getEnvironment().createSession(out.toString(), options)) {
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();
      assertEquals("32", metadata.get("input-size"));
      assertEquals("1.2", metadata.get("box-enlarge"));
      assertEquals("none", metadata.get("provenance.recipe"));
      assertTrue(metadata.get("decode").contains("crop_left"), metadata.toString());
      TensorInfo input = (TensorInfo) session.getInputInfo().get("image").getInfo();
      assertEquals(-1, input.getShape()[0]);
    }
  }

  /** As a model that was trained before there was such a thing is packaged. */
  @Test
  void export_shapesOfFaces_travelWithTheFolderAndItsExports() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path faces = folder.resolve("faces");
    DatasetWriter.of("jsonl:mtfl-5")
        .write(faces, RenderedFaceSource.synthetic(new SyntheticFaces(3), 32), 60);
    Path first = folder.resolve("first");
    Cli run =
        Cli.run(
            "export",
            "--model",
            model,
            "--format",
            "folder",
            "--out",
            first,
            "--shapes",
            faces.resolve("train.jsonl"));
    assertEquals(0, run.exit(), run.err());
    Path second = folder.resolve("second");
    Cli again =
        Cli.run(
            "export",
            "--model",
            first,
            "--format",
            "folder",
            "--weights",
            "float16",
            "--out",
            second);
    assertEquals(0, again.exit(), again.err());
    assertTrue(ModelFile.open(model).description().shapes().isEmpty());
    assertTrue(ModelFile.open(first).description().shapes().isPresent());
    assertEquals(
        ModelFile.open(first).description().shapes(),
        ModelFile.open(second).description().shapes());
    assertEquals(ModelFile.open(model).weights(), ModelFile.open(first).weights());
  }

  @Test
  void export_spreadToFolder_isKnownByTheModel() {
    Path model = SmallModels.two(folder.resolve("model"));
    Path out = folder.resolve("out");
    Cli run =
        Cli.run("export", "--model", model, "--format", "folder", "--out", out, "--spread", "1.5");
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        new UsualSpread(0.015), StoredModel.open(out).description().spread().orElseThrow());
  }

  @Test
  void export_shapesThatTellNothing_isRefused() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path one =
        Files.writeString(
            folder.resolve("one.csv"), "x0,y0,x1,y1,x2,y2,x3,y3,x4,y4\n1,2,3,2,2,3,1,4,3,4\n");
    Path out = folder.resolve("out");
    Cli few =
        Cli.run("export", "--model", model, "--format", "folder", "--out", out, "--shapes", one);
    assertEquals(4, few.exit(), few.err());
    assertTrue(few.err().contains("one.csv: fewer than 30 faces"), few.err());
    assertFalse(Files.exists(out));
    Cli onnx = Cli.run("export", "--model", model, "--out", out, "--shapes", one);
    assertEquals(2, onnx.exit(), onnx.err());
  }

  @Test
  void export_noModel_isTheBuiltInOne() throws IOException {
    Path out = folder.resolve("standard");
    Cli run = Cli.run("export", "--format", "folder", "--weights", "float16", "--out", out);
    assertEquals(0, run.exit(), run.err());
    assertEquals(ModelFile.standard().description(), ModelFile.open(out).description());
    try (InputStream weights =
        ModelFile.class.getResourceAsStream("/org/wingloss/model/standard/weights.safetensors")) {
      assertArrayEquals(
          weights.readAllBytes(), Files.readAllBytes(out.resolve("weights.safetensors")));
    }
    Cli zip = Cli.run("export", "--format", "zip", "--out", folder.resolve("standard.zip"));
    assertEquals(2, zip.exit(), zip.err());
    assertTrue(zip.err().contains("--format zip needs --model"), zip.err());
  }

  @Test
  void export_uint8WithFixedBatch_readsBytesOfThatBatch() throws OrtException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("face.onnx");
    Cli run = Cli.run("export", "--model", model, "--out", out, "--input", "uint8", "--batch", 2);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("largest difference"), run.out());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session =
            OrtEnvironment.getEnvironment().createSession(out.toString(), options)) {
      TensorInfo input = (TensorInfo) session.getInputInfo().get("image").getInfo();
      assertEquals("[2, 32, 32, 3]", java.util.Arrays.toString(input.getShape()));
      TensorInfo output = (TensorInfo) session.getOutputInfo().get("landmarks").getInfo();
      assertEquals("[2, 5, 2]", java.util.Arrays.toString(output.getShape()));
    }
  }

  @Test
  void export_twoStages_areTwoFilesAndAPipeline() throws IOException {
    Path model = SmallModels.two(folder.resolve("two"));
    Cli run = Cli.run("export", "--model", model, "--out", folder.resolve("face.onnx"));
    assertEquals(0, run.exit(), run.err());
    assertTrue(Files.exists(folder.resolve("face.stage1.onnx")));
    assertTrue(Files.exists(folder.resolve("face.stage2.onnx")));
    JsonNode pipeline = StrictJson.mapper().readTree(folder.resolve("face.pipeline.json").toFile());
    assertEquals("face.stage2.onnx", pipeline.path("files").path(1).textValue());
    assertEquals(5, pipeline.path("alignment").path("mean-shape").size());
  }

  /** Files beside it would have no name. */
  @Test
  void export_twoStagesIntoTheRoot_isAUsageError() {
    Path model = SmallModels.two(folder.resolve("two"));
    Cli run = Cli.run("export", "--model", model, "--out", folder.getRoot());
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("--out must name a file but was '"), run.err());
  }

  @Test
  void export_zip_isTheSameModel() {
    Path model = SmallModels.two(folder.resolve("two"));
    Path zip = folder.resolve("two.zip");
    assertEquals(0, Cli.run("export", "--model", model, "--format", "zip", "--out", zip).exit());
    assertEquals(StoredModel.open(model).description(), StoredModel.open(zip).description());
  }

  @Test
  void export_badArguments_areRefused() {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("x.onnx");
    assertEquals(2, Cli.run("export", "--model", model, "--out", out, "--format", "tf").exit());
    assertEquals(2, Cli.run("export", "--model", model, "--out", out, "--input", "int4").exit());
    assertEquals(4, Cli.run("export", "--model", folder.resolve("no"), "--out", out).exit());
    assertFalse(Files.exists(out));
  }

  @Test
  void summary_cnn6_printsThePapersCounts() throws IOException {
    Cli table = Cli.run("summary", "--network", "cnn6", "--landmarks", 98);
    assertTrue(table.out().contains("3,867,652"), table.out());
    Cli json = Cli.run("summary", "--network", "cnn6", "--landmarks", 19, "--json");
    JsonNode root = StrictJson.mapper().readTree(json.out());
    assertEquals(3_705_702, root.path("parameters").longValue());
    assertEquals(81_172_480, root.path("multiply-adds").longValue());
    assertEquals(18, root.path("layers").size());
    assertEquals(2, Cli.run("summary", "--network", "cnn5").exit());
  }

  @Test
  void track_frames_followsAndReports() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path frames = Files.createDirectories(folder.resolve("frames"));
    for (int i = 0; i < 5; i++) {
      org.wingloss.data.image.ImageFiles.writePng(
          SmallModels.picture(90, 90, i), frames.resolve("f" + i + ".png"));
    }
    Path out = folder.resolve("track.jsonl");
    Cli run =
        Cli.run("track", "--model", model, frames, "--box", "20,20,70,70", "--out", out, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode root = StrictJson.mapper().readTree(run.out());
    assertEquals(5, root.path("frames").intValue());
    assertTrue(root.path("frames-per-second").doubleValue() > 0);
    assertTrue(
        root.path("jitter-percent").doubleValue() <= root.path("jitter-raw-percent").doubleValue(),
        run.out());
    assertEquals(5, org.wingloss.data.format.JsonLines.read(out).size());
    assertEquals(2, Cli.run("track", "--model", model, "--box", "1,1,5,5").exit());
  }

  @Test
  void export_folderOfFloat16_hasHalfTheBytesAndNearlyTheSameWeights() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("small");
    Cli run =
        Cli.run(
            "export", "--model", model, "--format", "folder", "--weights", "float16", "--out", out);
    assertEquals(0, run.exit(), run.err());
    long numbers = 0;
    for (Tensor tensor : ModelFile.open(model).weights().tensors().values()) {
      numbers += tensor.size();
    }
    long saved =
        Files.size(model.resolve("weights.safetensors"))
            - Files.size(out.resolve("weights.safetensors"));
    assertTrue(Math.abs(saved - 2 * numbers) < 64, saved + " bytes");
    assertTrue(Files.size(out.resolve("model.onnx")) < Files.size(model.resolve("model.onnx")));
    Weights before = ModelFile.open(model).weights();
    Weights after = ModelFile.open(out).weights();
    before
        .tensors()
        .forEach(
            (name, tensor) -> {
              for (int i = 0; i < tensor.size(); i++) {
                float value = tensor.get(i);
                assertEquals(value, after.get(name).get(i), 1e-3 * Math.abs(value) + 1e-7, name);
              }
            });
  }
}
