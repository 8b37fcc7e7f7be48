package org.wingloss.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class ModelFileTest {
  private static final ModelDescription DESCRIPTION = Models.description(Models.SMALL, Models.FIVE);
  private static final Weights WEIGHTS = Models.weights(Models.SMALL, 5, 1);
  private static final Weights OTHERS = Models.weights(Models.SMALL, 5, 2);
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void writeModel() {
    folder = temporary.resolve("model");
    ModelFile.write(folder, DESCRIPTION, WEIGHTS);
  }

  @Test
  void write_readBack_isTheSame() throws IOException {
    ModelFile model = ModelFile.open(folder);
    assertEquals(DESCRIPTION, model.description());
    assertEquals(WEIGHTS, model.weights());
    assertTrue(Files.size(folder.resolve("model.onnx")) > WEIGHTS.size() * 4);
  }

  @Test
  void write_twice_replacesTheFirst() throws IOException {
    ModelFile.write(folder, DESCRIPTION, OTHERS);
    assertEquals(OTHERS, ModelFile.open(folder).weights());
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(folder), left.toList());
    }
  }

  @Test
  void write_overAnotherFolder_isRefusedAndKeepsIt() throws IOException {
    Path other = Files.createDirectories(temporary.resolve("photos"));
    Files.writeString(other.resolve("a.txt"), "mine");
    refused("is in the way", () -> ModelFile.write(other, DESCRIPTION, WEIGHTS));
    assertEquals("mine", Files.readString(other.resolve("a.txt")));
  }

  /** A page of {@code export --web} has a model.json too, and a model may lie in a repository. */
  @ParameterizedTest
  @ValueSource(strings = {"index.html", ".git/config", "stage1/notes.txt"})
  void write_overAModelAmongOtherFiles_isRefusedAndKeepsThem(String name) throws IOException {
    Path other = folder.resolve(name);
    Files.createDirectories(other.getParent());
    Files.writeString(other, "mine");
    refused("'" + name + "'", () -> ModelFile.write(folder, DESCRIPTION, OTHERS));
    assertEquals("mine", Files.readString(other));
    assertEquals(WEIGHTS, ModelFile.open(folder).weights());
  }

  @Test
  void zip_ofAFolderWithMore_isAModelAndCanBeCopied() throws IOException {
    Files.writeString(folder.resolve("figure 1.png"), "for the card");
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/note.txt"), "for the card");
    Path zip = temporary.resolve("model.zip");
    ModelZip.write(folder, zip);
    assertEquals(WEIGHTS, ModelFile.open(zip).weights());
    Path copy = temporary.resolve("copy.zip");
    ModelZip.write(zip, copy);
    assertEquals(-1, Files.mismatch(zip, copy));
  }

  @Test
  void open_runWhoseModelIsALink_isThatModel() throws IOException {
    Path run = Files.createDirectory(temporary.resolve("run"));
    Files.createSymbolicLink(run.resolve("model"), folder);
    assertEquals(WEIGHTS, ModelFile.open(run).weights());
  }

  /** What is being written, and what was, is not packed into itself. */
  @Test
  void zip_writtenIntoTheFolderTwice_holdsTheModelAlone() throws IOException {
    Path inside = folder.resolve("z.zip");
    ModelZip.write(folder, inside);
    byte[] first = Files.readAllBytes(inside);
    ModelZip.write(folder, inside);
    assertArrayEquals(first, Files.readAllBytes(inside));
    assertEquals(WEIGHTS, ModelFile.open(inside).weights());
  }

  @Test
  void write_weightsThatAreNotFinite_isRefused() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(WEIGHTS.tensors());
    tensors.put("conv1.bias", Tensor.of(List.of(4), 1, Float.NaN, 0, 0));
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModelFile.write(folder, DESCRIPTION, new Weights(tensors)));
    assertTrue(thrown.getMessage().contains("conv1.bias"), thrown.getMessage());
    assertEquals(WEIGHTS, ModelFile.open(folder).weights());
  }

  @Test
  void open_runFolder_findsItsModel() {
    assertEquals(DESCRIPTION, ModelFile.open(temporary).description());
  }

  @Test
  void open_zip_isTheSameModel() throws IOException {
    Path zip = temporary.resolve("model.zip");
    ModelZip.write(folder, zip);
    ModelFile model = ModelFile.open(zip);
    assertEquals(DESCRIPTION, model.description());
    assertEquals(WEIGHTS, model.weights());
    try (ZipFile file = new ZipFile(zip.toFile());
        InputStream onnx = file.getInputStream(file.getEntry("model.onnx"))) {
      assertArrayEquals(Files.readAllBytes(folder.resolve("model.onnx")), onnx.readAllBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({"weights.safetensors", "model.onnx"})
  void open_oneBitFlipped_isRefused(String name) throws IOException {
    flipOneBit(folder.resolve(name));
    refused("altered or damaged", () -> StoredModel.open(folder));
  }

  @Test
  void open_zipOfAlteredWeights_isRefused() throws IOException {
    Path zip = temporary.resolve("model.zip");
    flipOneBit(folder.resolve("weights.safetensors"));
    zip(zip, folder);
    refused("altered or damaged", () -> StoredModel.open(zip));
  }

  @Test
  void open_cardAddedTo_isTheSameModel() throws IOException {
    Files.writeString(
        folder.resolve("README.md"), "Seen to fail on masks.", StandardOpenOption.APPEND);
    assertEquals(WEIGHTS, ModelFile.open(folder).weights());
  }

  @ParameterizedTest
  @CsvSource({"weights.safetensors", "model.onnx"})
  void open_missingFile_isRefused(String name) throws IOException {
    Files.delete(folder.resolve(name));
    refused("has no file '" + name + "'", () -> StoredModel.open(folder));
  }

  private static void flipOneBit(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }

  private static void zip(Path zip, Path folder, String... hidden) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream file = new ZipOutputStream(out)) {
      for (String name : List.of("model.json", "weights.safetensors", "model.onnx")) {
        file.putNextEntry(new ZipEntry(name));
        file.write(Files.readAllBytes(folder.resolve(name)));
      }
      for (String name : hidden) {
        file.putNextEntry(new ZipEntry(name));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\" : 1 | \"version\" : 2 | has version 2 but this program reads version 1",
        "\"version\" : 1 | \"version\" : \"1\" | has version \"1\"",
        "wingloss-model | other-model | expected the format 'wingloss-model'",
        "\"loss\" | \"lost\" | at loss: Missing",
        "\"input-size\" : 32 | \"input-size\" : 64 | input-size is 64 but network",
        "cnn6(input=32 | cnn9(input=32 | no network is called 'cnn9'",
        "\"0..1\" | \"0..255\" | range must be '0..1'",
        "\"enlarge\" : 1.3 | \"enlarge\" : -1 | enlarge must be from 0.01 to 10.0",
        "\"model.onnx\" | \"model.onny\" | 'model.onnx' is missing",
        "\"files\" : { | \"files\" : { \"../a\" : "
            + "{\"bytes\":1,\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}, | not a plain file name: '../a'",
        "\"bytes\" : | \"bytes\" : null, \"x\" : | model.json",
      })
  void open_alteredDescription_isRefused(String old, String changed, String message)
      throws IOException {
    Path file = folder.resolve("model.json");
    String text = Files.readString(file);
    assertTrue(text.contains(old), old + " should be in " + text);
    Files.writeString(file, text.replace(old, changed));
    refused(message, () -> ModelFile.open(folder));
  }

  /** 256 MiB of zeros are 256 kB in a zip. */
  @Test
  void open_zipThatInflatesWithoutEnd_isRefused() throws IOException {
    Path zip = temporary.resolve("bomb.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream file = new ZipOutputStream(out)) {
      file.putNextEntry(new ZipEntry("model.json"));
      for (int i = 0; i < 256; i++) {
        file.write(new byte[1 << 20]);
      }
    }
    refused("entry 'model.json' has more than 1", () -> StoredModel.open(zip));
  }

  @Test
  void open_networkThatTakesGigabytes_isRefusedBeforeItsWeightsAreRead() throws IOException {
    Path file = folder.resolve("model.json");
    String text = Files.readString(file);
    String line = Models.SMALL.line();
    assertTrue(text.contains(line), text);
    String large = "cnn6(input=1024,widths=65536-1-1-1-1,hidden=1)";
    Files.writeString(
        file, text.replace(line, large).replace("\"input-size\" : 32", "\"input-size\" : 1024"));
    refused("68719476736 numbers between two layers", () -> ModelFile.open(folder));
  }

  @Test
  void open_noModel_isRefused() throws IOException {
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    refused("so it is not a model", () -> StoredModel.open(empty));
    refused("no such model folder or zip", () -> StoredModel.open(temporary.resolve("nothing")));
    Path text = Files.writeString(temporary.resolve("a.zip"), "not a zip");
    refused("neither a model folder nor a sound zip", () -> StoredModel.open(text));
  }

  @Test
  void open_linkThatLeavesTheFolder_isRefused() throws IOException {
    Path outside = Files.move(folder.resolve("model.onnx"), temporary.resolve("outside.onnx"));
    Files.createSymbolicLink(folder.resolve("model.onnx"), outside);
    refused("leaves the model's folder", () -> ModelFile.open(folder));
  }

  /** A zip that a Mac packed. */
  @Test
  void open_zipWithHiddenFiles_isTheSameModel() throws IOException {
    Files.writeString(folder.resolve(".DS_Store"), "x");
    Path zip = temporary.resolve("packed.zip");
    zip(zip, folder, ".DS_Store", "__MACOSX/", "__MACOSX/._model.json", "._model.onnx");
    Path ours = temporary.resolve("ours.zip");
    ModelZip.write(folder, ours);
    assertEquals(ModelFile.open(folder).description(), ModelFile.open(zip).description());
    try (ZipFile written = new ZipFile(ours.toFile())) {
      assertEquals(4, written.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"../evil.txt", "/etc/evil", "stage1/../../evil", "a/b", "stage3/x"})
  void open_zipWithForeignEntry_isRefused(String name) throws IOException {
    Path zip = temporary.resolve("evil.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream file = new ZipOutputStream(out)) {
      file.putNextEntry(new ZipEntry(name));
      file.write(1);
    }
    refused("does not belong into a model", () -> StoredModel.open(zip));
    assertFalse(Files.exists(temporary.resolve("evil.txt")));
  }

  private static void refused(String message, Executable action) {
    var thrown = assertThrows(InvalidDataException.class, action);
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }
}
