package org.wingloss.model.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.inference.Localiser;

/** The archive, loaded by DJL itself in a program that has none of our classes. */
class DjlServingArchiveTest {
  /** Pixels of the picture; both run ONNX Runtime. */
  private static final double NEARLY = 1e-3;

  private static final SyntheticFace FACE =
      new SyntheticFaces(9, SyntheticSettings.DEFAULT).face(0, 256);
  private static final Box BOX = FACE.landmarks("300w-68").bounds();

  @TempDir private static Path folder;

  private static ZooModel<Input, Output> loaded;
  private static ClassLoader before;

  /** Hides this project and PyTorch, which a program that serves the archive need not have. */
  private static final class Stranger extends ClassLoader {
    Stranger(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.wingloss")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> found = Collections.list(super.getResources(name));
      if (name.endsWith(EngineProvider.class.getName())) {
        found.removeIf(file -> file.toString().contains("pytorch-engine"));
      }
      return Collections.enumeration(found);
    }
  }

  @BeforeAll
  static void load() throws Exception {
    Path zip = folder.resolve("face.zip");
    DjlServingArchive.write(ModelFile.standard(), zip);
    Thread thread = Thread.currentThread();
    before = thread.getContextClassLoader();
    thread.setContextClassLoader(new Stranger(before));
    loaded =
        Criteria.builder()
            .setTypes(Input.class, Output.class)
            .optModelPath(zip)
            .build()
            .loadModel();
  }

  @AfterAll
  static void close() {
    loaded.close();
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void criteria_archiveAndOnnxRuntimeAlone_givesTheLocalisersNumbers() throws TranslateException {
    assertFalse(Engine.hasEngine("PyTorch"));
    try (Predictor<Input, Output> predictor = loaded.newPredictor();
        Localiser localiser = Localiser.standard()) {
      JsonNode found = json(predictor.predict(input(BOX)));
      Landmarks expected = localiser.localise(FACE.image(), BOX).landmarks();
      assertEquals("300w-68", found.path("scheme").asText());
      assertEquals(68, found.path("landmarks").size());
      for (int i = 0; i < 68; i++) {
        JsonNode point = found.path("landmarks").get(i);
        assertEquals(expected.x(i), point.get(0).asDouble(), NEARLY, "x of " + i);
        assertEquals(expected.y(i), point.get(1).asDouble(), NEARLY, "y of " + i);
      }
    }
  }

  @Test
  void batch_ofTwoBoxes_givesTheNumbersOfEachAlone() throws TranslateException {
    Box narrower = new Box(BOX.left() + 20, BOX.top() + 20, BOX.right() - 20, BOX.bottom() - 20);
    List<Input> inputs = List.of(input(BOX), input(narrower));
    try (Predictor<Input, Output> predictor = loaded.newPredictor()) {
      List<Output> together = predictor.batchPredict(inputs);
      assertEquals(2, together.size());
      assertNotEquals(json(together.get(0)), json(together.get(1)));
      for (int i = 0; i < 2; i++) {
        assertEquals(json(predictor.predict(inputs.get(i))), json(together.get(i)), "input " + i);
      }
    }
  }

  @Test
  void criteria_noBox_takesTheWholePicture() throws TranslateException {
    try (Predictor<Input, Output> predictor = loaded.newPredictor()) {
      Input input = new Input();
      input.add(ImageFiles.png(FACE.image()));
      assertEquals(-0.5, json(predictor.predict(input)).path("box").get(0).asDouble());
    }
  }

  @Test
  void criteria_unusableInput_isSaid() {
    try (Predictor<Input, Output> predictor = loaded.newPredictor()) {
      Input text = new Input();
      text.add("data", new byte[] {'t', 'e', 'x', 't'});
      TranslateException noPicture =
          assertThrows(TranslateException.class, () -> predictor.predict(text));
      assertTrue(noPicture.getMessage().contains("expected a JPEG"), noPicture.getMessage());
      Input beside = new Input();
      beside.add("data", ImageFiles.png(new RgbImage(20, 20)));
      beside.add("box", "50,50,60,60");
      TranslateException outside =
          assertThrows(TranslateException.class, () -> predictor.predict(beside));
      assertTrue(outside.getMessage().contains("lies outside"), outside.getMessage());
    }
  }

  @Test
  void translator_ofTheArchive_isTheOneInItsJar() {
    Object translator = loaded.getTranslator();
    assertEquals(LandmarkServingTranslator.class.getName(), translator.getClass().getName());
    assertNotSame(LandmarkServingTranslator.class, translator.getClass());
  }

  private static Input input(Box box) {
    Input input = new Input();
    input.add("data", ImageFiles.png(FACE.image()));
    input.add("box", "%s,%s,%s,%s".formatted(box.left(), box.top(), box.right(), box.bottom()));
    return input;
  }

  private static JsonNode json(Output output) {
    return StrictJson.read(output.getData().getAsBytes(), "output", JsonNode.class);
  }
}
