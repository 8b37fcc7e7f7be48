package org.wingloss.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.inference.CalibrationCrops;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.network.Hourglass;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.onnx.Calibration;
import org.wingloss.model.onnx.graph.Quantisation;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Storage;
import org.wingloss.model.weights.Weights;

/** A model in 8 bits on disk. */
class QuantisedModelTest {
  private static final NetworkSpec NETWORK = new Hourglass(32, List.of(64, 48), 4);
  private static final ModelDescription DESCRIPTION = Models.description(NETWORK, Models.FIVE);
  private static final Weights WEIGHTS = Models.weights(NETWORK, 5, 3);
  private static final SyntheticFaces FACES = new SyntheticFaces(3);

  @TempDir private Path temporary;
  private Path model;
  private Path small;

  @BeforeEach
  void quantise() {
    model = temporary.resolve("model");
    small = temporary.resolve("small");
    ModelFile.write(model, DESCRIPTION, WEIGHTS);
    StoredModel stored = StoredModel.open(model);
    List<RgbImage> crops = CalibrationCrops.of(stored, faces()).get(0);
    ModelDescription quantised =
        DESCRIPTION.withQuantisation(
            Calibration.of(DESCRIPTION, WEIGHTS, crops, "16 synthetic faces"));
    stored.write(small, List.of(quantised), Storage.INT8);
  }

  private static Iterator<FaceInput> faces() {
    return IntStream.range(0, 16).mapToObj(QuantisedModelTest::face).iterator();
  }

  private static FaceInput face(int index) {
    return new FaceInput(FACES.face(index, 64).image(), new Box(8, 8, 56, 56));
  }

  @Test
  void write_descriptionsThatDoNotFit_areRefused() {
    StoredModel stored = StoredModel.open(small);
    List<ModelDescription> calibrated = List.of(stored.description());
    for (List<ModelDescription> other :
        List.of(List.<ModelDescription>of(), List.of(DESCRIPTION))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> stored.write(temporary.resolve("other"), other, Storage.INT8));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> stored.write(temporary.resolve("other"), calibrated, Storage.FLOAT32));
    assertFalse(Files.exists(temporary.resolve("other")));
  }

  @Test
  void write_model_hasAQuarterOfTheBytes() throws IOException {
    for (String name : List.of("weights.safetensors", "model.onnx")) {
      double share = (double) Files.size(small.resolve(name)) / Files.size(model.resolve(name));
      assertTrue(share < 0.35, name + " " + share);
    }
  }

  @Test
  void localise_model_isCloseToTheOneInFloat() {
    try (Localiser before = Localiser.open(model);
        Localiser after = Localiser.open(small)) {
      double sum = 0;
      for (int i = 100; i < 110; i++) {
        FaceInput face = face(i);
        double[] expected = before.localise(face.image(), face.box()).landmarks().vector();
        double[] found = after.localise(face.image(), face.box()).landmarks().vector();
        for (int k = 0; k < expected.length; k++) {
          sum += Math.abs(expected[k] - found[k]) / expected.length / 10;
        }
      }
      assertTrue(sum > 0 && sum < 1, "mean difference in pixels of the picture: " + sum);
    }
  }

  /** Weights that were rounded are read, and written again, as they are. */
  @Test
  void write_readAndWrittenAgain_isTheSameToTheByte() throws IOException {
    ModelFile read = ModelFile.open(small);
    Path again = temporary.resolve("again");
    ModelFile.write(again, read.description(), read.weights());
    byte[] weights = Files.readAllBytes(small.resolve("weights.safetensors"));
    assertEquals(
        SafeTensors.read(weights, "x").weights(),
        SafeTensors.read(again.resolve("weights.safetensors")).weights());
    assertArrayEquals(
        Files.readAllBytes(small.resolve("quantisation.json")),
        Files.readAllBytes(again.resolve("quantisation.json")));
  }

  @Test
  void write_zip_readsBack() {
    Path zip = temporary.resolve("small.zip");
    ModelZip.write(small, zip);
    Quantisation steps = ModelFile.open(zip).description().quantisation().orElseThrow();
    assertEquals("16 synthetic faces", steps.calibration());
    assertEquals(ModelFile.open(small).description(), ModelFile.open(zip).description());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"stem3.conv\" | \"stem9.conv\" | the network has no layer 'stem9.conv'",
        "\"zero-point\" : 0 | \"zero-point\" : 256 | a step needs a scale > 0 and a zero point",
        "\"zero-point\" : 0 | \"zero-point\" : null | null",
        "\"calibration\" | \"kalibration\" | at calibration",
        "\"scale\" : | \"scale\" : -, | quantisation.json",
      })
  void open_stepsThatMakeNoSense_isRefused(String before, String after, String reason)
      throws IOException {
    Path steps = small.resolve("quantisation.json");
    byte[] old = Files.readAllBytes(steps);
    String changed = Files.readString(steps).replaceFirst(before, after);
    Files.writeString(steps, changed);
    Fingerprint pinned = Fingerprint.of(old);
    Fingerprint now = Fingerprint.of(Files.readAllBytes(steps));
    Path json = small.resolve("model.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replace(pinned.sha256(), now.sha256())
            .replace("\"bytes\" : " + pinned.bytes(), "\"bytes\" : " + now.bytes()));
    InvalidDataException e = assertThrows(InvalidDataException.class, () -> ModelFile.open(small));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void withQuantisation_ofAnotherNetwork_isRefused() {
    Quantisation other = new Quantisation(Map.of("conv9", Quantisation.Step.of(0, 1)), "");
    assertThrows(IllegalArgumentException.class, () -> DESCRIPTION.withQuantisation(other));
  }
}
