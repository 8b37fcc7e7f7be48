package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.model.ClosedMidway;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;

class LocaliserTest extends LocaliserModels {
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
  void close_inTheMidstOfManyBatches_waitsForAllOfThem() throws Exception {
    List<FaceInput> faces = faces(500);
    for (Path model : List.of(one, two)) {
      Localiser localiser = Localiser.open(model);
      List<Landmarks> expected = landmarks(localiser, faces);
      assertEquals(
          expected, ClosedMidway.result(() -> landmarks(localiser, faces), localiser::close));
      assertThrows(IllegalStateException.class, () -> localiser.localise(faces));
    }
  }

  private static List<Landmarks> landmarks(Localiser localiser, List<FaceInput> faces) {
    return localiser.localise(faces).stream().map(Localisation::landmarks).toList();
  }

  @Test
  void whileOpen_anotherThreadCloses_goesOnWhileTheCallsOfOthersAreRefused() throws Exception {
    List<FaceInput> faces = faces(3);
    Localiser localiser = Localiser.open(two);
    List<Landmarks> expected = landmarks(localiser, faces);
    Thread closer = new Thread(localiser::close);
    localiser.whileOpen(
        () -> {
          closer.start();
          while (closer.isAlive() && closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          Throwable refusal =
              CompletableFuture.supplyAsync(() -> localiser.localise(faces))
                  .handle((found, failure) -> failure)
                  .join();
          assertEquals("the network is closed", refusal.getCause().getMessage());
          assertEquals(expected, landmarks(localiser, faces));
          return expected;
        });
    closer.join();
    assertThrows(IllegalStateException.class, () -> localiser.localise(faces));
  }

  @Test
  void open_onnxOfAnotherNetwork_isRefused() throws Exception {
    Path model = folder.resolve("mixed");
    ModelFile.write(model, ONE, Models.answering(SHAPE, 0, 1));
    byte[] other = "not a network".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(model.resolve("model.onnx"), other);
    var thrown = assertThrows(InvalidDataException.class, () -> Localiser.open(model));
    assertTrue(thrown.getMessage().contains("altered or damaged"), thrown.getMessage());
  }
}
