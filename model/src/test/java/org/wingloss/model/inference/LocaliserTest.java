package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.Cnn7;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;

class LocaliserTest {
  private static final ModelDescription ONE = Models.description(Models.SMALL, Models.FIVE);
  private static final ModelDescription TWO =
      Models.description(new Cnn7(64, List.of(4, 6, 8, 6, 4, 8), 12), Models.FIVE);
  private static final Landmarks SHAPE = Landmarks.of(10, 22, 16, 11, 21, 10, 10, 16, 22, 22);

  @TempDir static Path folder;
  private static Path one;
  private static Path two;
  private static Path lost;

  @BeforeAll
  static void writeModels() {
    one = folder.resolve("one");
    two = folder.resolve("two");
    lost = folder.resolve("lost");
    ModelFile.write(one, ONE, answering(SHAPE, 0.1f, 1));
    Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, SHAPE, 0.2);
    Weights second = Models.weights(TWO.network(), 5, 2);
    PipelineFile.write(two, alignment, ONE, answering(SHAPE, 0.1f, 1), TWO, second);
    Landmarks point = Landmarks.of(9, 9, 9, 9, 9, 9, 9, 9, 9, 9);
    PipelineFile.write(lost, alignment, ONE, answering(point, 0, 1), TWO, second);
  }

  /** A network whose answers scatter about a shape. */
  private static Weights answering(Landmarks shape, float scatter, long seed) {
    Weights drawn = Models.weights(Models.SMALL, 5, seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>(drawn.tensors());
    float[] weight = drawn.get("fc2.weight").values();
    for (int i = 0; i < weight.length; i++) {
      weight[i] *= scatter;
    }
    float[] bias = new float[10];
    for (int i = 0; i < 10; i++) {
      bias[i] = (float) shape.vector()[i];
    }
    tensors.put("fc2.weight", Tensor.of(drawn.get("fc2.weight").shape(), weight));
    tensors.put("fc2.bias", Tensor.of(List.of(10), bias));
    return new Weights(tensors);
  }

  private static RgbImage noise(int width, int height, long seed) {
    RgbImage image = new RgbImage(width, height);
    new SplittableRandom(seed).nextBytes(image.rgb());
    return image;
  }

  private static List<FaceInput> faces(int count) {
    List<FaceInput> faces = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(9);
    RgbImage image = noise(200, 150, 1);
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(-40, 180);
      double y = random.nextDouble(-40, 130);
      double side = random.nextDouble(20, 120);
      faces.add(new FaceInput(image, new Box(x, y, x + side, y + 0.8 * side), 0, 0, i % 3 == 2));
    }
    return faces;
  }

  @Test
  void localise_boxOfTheCrop_isTheNetworksAnswerInImagePixels() {
    try (Localiser localiser = Localiser.open(one)) {
      Box box = new Box(10, 20, 60, 60);
      Localisation answer = localiser.localise(noise(100, 100, 3), box);
      // Square about the middle, enlarged 1.3: side 65 from (2.5, 7.5), seen on 32 pixels.
      AffineMap map = AffineMap.boxToSquare(new Box(2.5, 7.5, 67.5, 72.5), 32);
      assertEquals(map, answer.chain().map());
      Landmarks seen = answer.landmarks().map(map);
      double largest = 0;
      for (int i = 0; i < 5; i++) {
        largest = Math.max(largest, Math.abs(seen.x(i) - SHAPE.x(i)));
      }
      assertTrue(largest > 0.01 && largest < 8, "scatter " + largest);
    }
  }

  @Test
  void localise_batch_equalsOneByOne() {
    for (Path model : List.of(one, two)) {
      try (Localiser localiser = Localiser.open(model)) {
        List<FaceInput> faces = faces(70);
        List<Localisation> together = localiser.localise(faces);
        for (int i = 0; i < faces.size(); i++) {
          Localisation alone = localiser.localise(List.of(faces.get(i))).get(0);
          for (int k = 0; k < 5; k++) {
            assertEquals(alone.landmarks().x(k), together.get(i).landmarks().x(k), 1e-3);
            assertEquals(alone.landmarks().y(k), together.get(i).landmarks().y(k), 1e-3);
          }
        }
      }
    }
  }

  @Test
  void localise_eightThreads_equalTheSerialResultsToTheBit() throws Exception {
    for (Path model : List.of(one, two)) {
      try (Localiser localiser = Localiser.open(model)) {
        List<FaceInput> faces = faces(200);
        List<Landmarks> serial =
            faces.stream().map(f -> localiser.localise(List.of(f)).get(0).landmarks()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
          List<Callable<Landmarks>> tasks = new ArrayList<>();
          for (FaceInput face : faces) {
            tasks.add(() -> localiser.localise(List.of(face)).get(0).landmarks());
          }
          List<Future<Landmarks>> answers = threads.invokeAll(tasks);
          for (int i = 0; i < answers.size(); i++) {
            assertEquals(serial.get(i), answers.get(i).get());
          }
        } finally {
          threads.shutdownNow();
        }
      }
    }
  }

  @Test
  void localise_mirroredQuestionAboutAMirroredPicture_isTheMirroredAnswer() {
    RgbImage image = noise(120, 90, 5);
    RgbImage mirrored = Warp.crop(image, AffineMap.flip(120), 120, 90);
    Box box = new Box(20, 15, 80, 75);
    Box mirroredBox = new Box(119 - 80, 15, 119 - 20, 75);
    for (Path model : List.of(one, two)) {
      try (Localiser localiser = Localiser.open(model)) {
        Landmarks plain = localiser.localise(mirrored, mirroredBox).landmarks();
        Landmarks flipped =
            localiser.localise(List.of(new FaceInput(image, box, 0, 0, true))).get(0).landmarks();
        Landmarks expected = plain.map(AffineMap.flip(120)).reorder(Models.FIVE.flipMap());
        for (int i = 0; i < 5; i++) {
          assertEquals(expected.x(i), flipped.x(i), 0.01);
          assertEquals(expected.y(i), flipped.y(i), 0.01);
        }
      }
    }
  }

  @Test
  void localise_twoStages_seeTheAlignedCrop() {
    try (Localiser localiser = Localiser.open(two);
        Localiser rough = Localiser.open(one)) {
      RgbImage image = noise(120, 90, 6);
      Box box = new Box(20, 15, 80, 75);
      Localisation answer = localiser.localise(image, box);
      assertTrue(answer.fallback().isEmpty(), answer.toString());
      Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, SHAPE, 0.2);
      assertEquals(
          alignment.align(Models.FIVE, rough.localise(image, box).landmarks(), 64), answer.chain());
    }
  }

  /** Else aligning would undo the shift, and all shifted questions would be one. */
  @Test
  void localise_shiftedQuestion_shiftsTheCropOfEachStage() {
    try (Localiser localiser = Localiser.open(two);
        Localiser rough = Localiser.open(one)) {
      RgbImage image = noise(120, 90, 6);
      Box box = new Box(20, 15, 80, 75);
      Localisation answer =
          localiser.localise(List.of(new FaceInput(image, box, 0.05, -0.1, false))).get(0);
      Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, SHAPE, 0.2);
      Landmarks first = rough.localise(image, box.moved(0.05 * 60, -0.1 * 60)).landmarks();
      assertEquals(
          alignment
              .align(Models.FIVE, first, 64)
              .then("shifted", AffineMap.translation(-0.05 * 64, 0.1 * 64)),
          answer.chain());
    }
  }

  @Test
  void localise_firstStageFails_fallsBackToTheBoxAndSaysSo() {
    try (Localiser localiser = Localiser.open(lost)) {
      Box box = new Box(20, 15, 80, 75);
      Localisation answer = localiser.localise(noise(120, 90, 6), box);
      assertTrue(answer.fallback().orElse("").contains("collapsed"), answer.toString());
      assertEquals(AffineMap.boxToSquare(TWO.box().cropBox(box), 64), answer.chain().map());
    }
  }

  @Test
  void localise_oddPictures_areAnswered() {
    try (Localiser localiser = Localiser.open(two)) {
      for (RgbImage image : List.of(noise(1, 1, 1), noise(1, 300, 2), noise(300, 1, 3))) {
        for (Box box :
            List.of(
                new Box(-0.5, -0.5, 0.5, 0.5),
                new Box(-500, -500, -400, -400),
                new Box(1e4, 0, 1e4 + 30, 30),
                new Box(0, 0, 1e-3, 1e-3))) {
          assertTrue(localiser.localise(image, box).landmarks().isComplete());
        }
      }
    }
  }

  @Test
  void localise_noFaces_isEmpty() {
    try (Localiser localiser = Localiser.open(two)) {
      assertTrue(localiser.localise(List.of()).isEmpty());
    }
  }

  @Test
  void close_whileThreadsLocalise_letsThemFinishAndRefusesTheNext() throws Exception {
    List<FaceInput> faces = faces(20);
    for (int round = 0; round < 20; round++) {
      Localiser localiser = Localiser.open(two);
      CountDownLatch begun = new CountDownLatch(4);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<IllegalStateException>> ends = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
          ends.add(
              threads.submit(
                  () -> {
                    begun.countDown();
                    try {
                      while (true) {
                        localiser.localise(faces);
                      }
                    } catch (IllegalStateException e) {
                      return e;
                    }
                  }));
        }
        begun.await();
        localiser.close();
        localiser.close();
        for (Future<IllegalStateException> end : ends) {
          assertEquals("the network is closed", end.get().getMessage());
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void open_onnxOfAnotherNetwork_isRefused() throws Exception {
    Path model = folder.resolve("mixed");
    ModelFile.write(model, ONE, answering(SHAPE, 0, 1));
    byte[] other = "not a network".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(model.resolve("model.onnx"), other);
    var thrown = assertThrows(InvalidDataException.class, () -> Localiser.open(model));
    assertTrue(thrown.getMessage().contains("altered or damaged"), thrown.getMessage());
  }
}
