package org.wingloss.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Weights;

/** Two stages on disk. */
class PipelineFileTest {
  private static final ModelDescription DESCRIPTION = Models.description(Models.SMALL, Models.FIVE);
  private static final Weights WEIGHTS = Models.weights(Models.SMALL, 5, 1);
  private static final Weights OTHERS = Models.weights(Models.SMALL, 5, 2);
  private static final Alignment ALIGNMENT =
      new Alignment(
          Alignment.Kind.PROCRUSTES, Landmarks.of(10, 30, 20, 12, 28, 10, 10, 20, 30, 30), 0.3);

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void writeModel() {
    folder = temporary.resolve("two");
    PipelineFile.write(
        folder,
        ALIGNMENT,
        TwoStagePrediction.MEAN_OF_STAGES,
        DESCRIPTION,
        WEIGHTS,
        DESCRIPTION,
        OTHERS);
  }

  @Test
  void open_folderAndZip_areTheSame() {
    Path zip = temporary.resolve("two.zip");
    ModelZip.write(folder, zip);
    for (Path path : List.of(folder, zip)) {
      PipelineFile opened = (PipelineFile) StoredModel.open(path);
      assertEquals(ALIGNMENT, opened.alignment());
      assertEquals(TwoStagePrediction.MEAN_OF_STAGES, opened.prediction());
      assertEquals(WEIGHTS, opened.stage1().weights());
      assertEquals(OTHERS, opened.stage2().weights());
    }
  }

  /** As they were written before a prediction could be the mean of both stages. */
  @Test
  void open_versionOne_predictsWithItsSecondStage() throws IOException {
    replace("\"version\" : 2", "\"version\" : 1");
    replace("  \"prediction\" : \"mean-of-stages\",\n", "");
    PipelineFile opened = (PipelineFile) StoredModel.open(folder);
    assertEquals(TwoStagePrediction.SECOND_STAGE, opened.prediction());
    assertEquals(ALIGNMENT, opened.alignment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\" : 2 | \"version\" : 3 | has version 3 but this program reads versions 1 to 2",
        "\"version\" : 2 | \"version\" : 0 | has version 0",
        "\"version\" : 2 | \"version\" : 1 | prediction",
        "\"mean-of-stages\" | \"first-stage\" | at prediction",
        "\"prediction\" | \"predicts\" | at prediction: Missing",
      })
  void open_alteredDescription_isRefused(String old, String changed, String message)
      throws IOException {
    replace(old, changed);
    refused(message);
  }

  @Test
  void open_exchangedStage_isRefused() throws IOException {
    for (String file : List.of("model.json", "weights.safetensors", "model.onnx")) {
      Files.copy(
          folder.resolve("stage1").resolve(file),
          folder.resolve("stage2").resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    refused("do not belong together");
  }

  @Test
  void open_oneBitFlipped_isRefused() throws IOException {
    Path weights = folder.resolve("stage2").resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    refused("altered or damaged");
  }

  /** Its files lie in the folder to which the link leads, but not in the model's. */
  @Test
  void open_stageThatIsALinkOutOfTheFolder_isRefused() throws IOException {
    Path outside = Files.move(folder.resolve("stage2"), temporary.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("stage2"), outside);
    refused("leaves the model's folder");
  }

  private void replace(String old, String changed) throws IOException {
    Path file = folder.resolve("pipeline.json");
    String text = Files.readString(file);
    assertTrue(text.contains(old), old + " should be in " + text);
    Files.writeString(file, text.replace(old, changed));
  }

  private void refused(String message) {
    var thrown = assertThrows(InvalidDataException.class, () -> StoredModel.open(folder));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }
}
