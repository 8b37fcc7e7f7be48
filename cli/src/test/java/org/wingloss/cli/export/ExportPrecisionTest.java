package org.wingloss.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Storage;

/** {@code export --precision}. */
class ExportPrecisionTest {
  private static final List<String> ON_300W =
      List.of("--precision", "int8", "--format", "folder", "--dataset", "300w");

  @TempDir Path folder;

  private static JsonNode file(Cli run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return StrictJson.mapper().readTree(run.out()).path("files").path(0);
  }

  private static Cli export(Path model, Object... more) {
    List<Object> words = new ArrayList<>(List.of("export", "--model", model));
    words.addAll(List.of(more));
    if (!words.contains("--calibration-faces")) {
      words.addAll(List.of("--calibration-faces", 8));
    }
    return Cli.run(words.toArray());
  }

  @Test
  void int8_builtInModelAsFolder_findsTheLandmarksNearby() throws IOException {
    Path out = folder.resolve("fast");
    Cli run =
        Cli.run(
            "export",
            "--format",
            "folder",
            "--precision",
            "int8",
            "--calibration-faces",
            24,
            "--out",
            out);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("calibrating on 24 synthetic faces"), run.err());
    Path photo = folder.resolve("photo.png");
    ImageFiles.writePng(new SyntheticFaces(5).face(3, 256).image(), photo);
    JsonNode expected = face(Cli.run("predict", photo, "--json"));
    JsonNode found = face(Cli.run("predict", "--model", out, photo, "--json"));
    double sum = 0;
    for (int i = 0; i < 68; i++) {
      for (int axis = 0; axis < 2; axis++) {
        sum += Math.abs(value(expected, i, axis) - value(found, i, axis)) / 136;
      }
    }
    assertTrue(sum > 0 && sum < 1, "mean difference in pixels: " + sum);
  }

  private static JsonNode face(Cli run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return StrictJson.mapper().readTree(run.out()).at("/faces/0/landmarks");
  }

  private static double value(JsonNode landmarks, int i, int axis) {
    assertTrue(landmarks.path(i).path(axis).isNumber(), landmarks.toString());
    return landmarks.path(i).path(axis).doubleValue();
  }

  @Test
  void int8_twoStages_areCalibratedAsTheyWorkTogether() throws IOException {
    Path model = SmallModels.two(folder.resolve("model"));
    Path out = folder.resolve("fast");
    Cli run = export(model, "--precision", "int8", "--format", "folder", "--out", out);
    assertEquals(0, run.exit(), run.err());
    List<String> lines =
        StoredModel.open(out).stages().stream()
            .map(stage -> stage.description().quantisation().orElseThrow().calibration())
            .toList();
    assertEquals(List.of("8 synthetic faces", "8 synthetic faces"), lines);
    Path picture = folder.resolve("picture.png");
    ImageFiles.writePng(SmallModels.picture(64, 64, 1), picture);
    Cli predict = Cli.run("predict", "--model", out, picture, "--box", "8,8,56,56", "--json");
    assertEquals(0, predict.exit(), predict.err());
    // Random weights may differ by more than an export allows.
    export(model, "--precision", "int8", "--out", folder.resolve("two.onnx"));
    byte[] second = Files.readAllBytes(folder.resolve("two.stage2.onnx"));
    assertTrue(new String(second, StandardCharsets.ISO_8859_1).contains("QuantizeLinear"));
    assertTrue(Files.exists(folder.resolve("two.pipeline.json")));
  }

  @Test
  void int8_modelOfFiveLandmarks_isCalibratedOnTheirBounds() {
    StoredModel model = StoredModel.open(SmallModels.one(folder.resolve("model")));
    FaceInput first = new CalibrationOptions().faces(model).inputs().next();
    assertEquals(new SyntheticFaces(1).face(0, 256).landmarks("mtfl-5").bounds(), first.box());
  }

  @Test
  void float16_twoStages_areAFolderOfTwoStages() throws IOException {
    Path model = SmallModels.two(folder.resolve("model"));
    Path out = folder.resolve("small");
    Cli run =
        Cli.run(
            "export",
            "--model",
            model,
            "--precision",
            "float16",
            "--format",
            "folder",
            "--out",
            out);
    assertEquals(0, run.exit(), run.err());
    for (String weights : List.of("stage1/weights.safetensors", "stage2/weights.safetensors")) {
      assertTrue(Files.size(out.resolve(weights)) < Files.size(model.resolve(weights)), weights);
    }
    Path picture = folder.resolve("picture.png");
    ImageFiles.writePng(SmallModels.picture(64, 64, 1), picture);
    JsonNode before =
        face(Cli.run("predict", "--model", model, picture, "--box", "8,8,56,56", "--json"));
    JsonNode after =
        face(Cli.run("predict", "--model", out, picture, "--box", "8,8,56,56", "--json"));
    for (int i = 0; i < 5; i++) {
      assertEquals(value(before, i, 0), value(after, i, 0), 0.5);
      assertEquals(value(before, i, 1), value(after, i, 1), 0.5);
    }
  }

  /** What is typed counts, not what the model was exported as before. */
  @Test
  void float32_ofAModelInEightBits_computesInFloat32Again() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path fast = folder.resolve("fast");
    export(model, "--precision", "int8", "--format", "folder", "--out", fast);
    assertTrue(StoredModel.open(fast).description().quantisation().isPresent());

    Path onnx = folder.resolve("face.onnx");
    Cli file = Cli.run("export", "--model", fast, "--out", onnx);
    assertEquals(0, file.exit(), file.err() + file.out());
    String graph = Files.readString(onnx, StandardCharsets.ISO_8859_1);
    assertFalse(graph.contains("QuantizeLinear"));
    Path again = folder.resolve("again");
    assertEquals(
        0, Cli.run("export", "--model", fast, "--format", "folder", "--out", again).exit());
    assertTrue(StoredModel.open(again).description().quantisation().isEmpty());
  }

  @Test
  void int8_facesOfADataSet_areThoseOfItsTraining() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(3), 32), 40);
    List<Face> all = DatasetReader.of("300w").read(data, "train");
    // Every tenth is held out.
    int most = all.size() - (all.size() + 9) / 10;
    assertEquals(most + " training faces of 300w", calibration(model, data, "every-tenth"));
    String listed = all.get(1).id() + "\n" + all.get(2).id() + "\n" + all.get(3).id() + "\n";
    Files.writeString(data.resolve("wingloss-validation.txt"), listed);
    int rest = all.size() - 3;
    assertEquals(rest + " training faces of 300w", calibration(model, data, "list"));
  }

  /** On which faces of a data set a model is calibrated that may look at as many as there are. */
  private String calibration(Path model, Path data, String name) {
    Path out = folder.resolve(name);
    List<Object> words = new ArrayList<>(ON_300W);
    words.addAll(List.of("--out", out, "--data", data, "--calibration-faces", 1000));
    Cli run = export(model, words.toArray());
    assertEquals(0, run.exit(), run.err());
    return StoredModel.open(out).description().quantisation().orElseThrow().calibration();
  }

  /** Where that file lies nobody knows, and this verb has no option for it. */
  @Test
  void int8_dataSetForAModelOfBoxesFromAFile_isAUsageErrorWithAWayOut() {
    ModelFile other = ModelFile.open(SmallModels.one(folder.resolve("other")));
    ModelDescription known = other.description();
    BoxProtocol box = new BoxProtocol(BoxProtocol.Kind.FILE, 1.2, true);
    ModelDescription boxed =
        new ModelDescription(known.network(), known.scheme(), box, known.loss(), Map.of());
    Path model = folder.resolve("model");
    other.write(model, List.of(boxed), Storage.FLOAT32);
    Path out = folder.resolve("fast");
    List<Object> words = new ArrayList<>(ON_300W);
    words.addAll(List.of("--out", out, "--data", folder));
    Cli run = export(model, words.toArray());
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("leave --dataset and --data out"), run.err());
    assertFalse(Files.exists(out));
  }

  /** A batch of more than one is compared on the same faces, not on noise. */
  @Test
  void int8_fixedBatch_isComparedOnTheFacesOfTheCalibration() throws IOException {
    Path out = folder.resolve("four.onnx");
    JsonNode file =
        file(
            Cli.run(
                "export",
                "--precision",
                "int8",
                "--calibration-faces",
                6,
                "--batch",
                4,
                "--out",
                out,
                "--json"));
    assertEquals(8, file.path("crops").intValue());
  }

  @Test
  void float16_onnx_isHalfAsLargeAndCompared() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path floats = folder.resolve("floats.onnx");
    Path halves = folder.resolve("halves.onnx");
    file(Cli.run("export", "--model", model, "--out", floats, "--json"));
    JsonNode file =
        file(
            Cli.run(
                "export", "--model", model, "--precision", "float16", "--out", halves, "--json"));
    assertEquals("float16", file.path("precision").textValue());
    assertTrue(file.path("mean-difference").doubleValue() < 0.06, file.toString());
    assertTrue(Files.size(halves) < Files.size(floats));
  }

  @Test
  void precision_withoutAFileForIt_isAUsageError() {
    Path page = folder.resolve("page");
    Cli run = Cli.run("export", "--precision", "int8", "--web", page);
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("--format and --precision need --out"), run.err());
    assertFalse(Files.exists(page));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--precision int4 | --precision must be float32, float16 or int8 but was 'int4'",
        "--precision int8 --format zip | --precision int8 needs --format onnx or folder",
        "--precision int8 --calibration-faces 0 | --calibration-faces",
        "--dataset 300w --data x | --dataset, --data and --calibration-faces are for --precision int8",
        "--precision int8 --dataset 300w | Missing required",
        "--format folder --input uint8 | --input and --batch need --format onnx",
        "--format zip --batch 1 | --input and --batch need --format onnx",
        "--shapes s.jsonl | --shapes and --spread need --format folder",
        "--spread 2 | --shapes and --spread need --format folder",
        "--spread 0 --format folder | --spread must be > 0 and <= 100 but was 0.0",
      })
  void precision_optionsThatDoNotFit_areAUsageError(String options, String message) {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("out.onnx");
    List<Object> words = new ArrayList<>(List.of("--out", out));
    words.addAll(List.of(options.split(" ")));
    Cli run = export(model, words.toArray());
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(Files.exists(out));
  }
}
