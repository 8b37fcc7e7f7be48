package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

/** Photographs that the first stage labels for the second. */
class PhotographsRunTest {
  @TempDir private Path folder;

  /** Rates that move no weight: the teacher is the built-in model. */
  private static final Recipe LABELS =
      RecipeFile.read(
          "long/300w-hourglass-hourglass-wing",
          List.of(
              "precision=float32",
              "batch-size=2",
              "steps=1",
              "schedule=constant(rate=1e-30)",
              "ema-decay=0",
              "second-stage.schedule=constant(rate=1e-4)",
              "second-stage.steps=3",
              "checkpoint-every=1"));

  @Test
  void run_photographs_areLabelledByTheFirstStageAndTrainTheSecond() throws IOException {
    Path data = SmallFaces.write(folder, 20);
    Path photographs = folder.resolve("photographs");
    DatasetWriter.of("300w")
        .write(
            photographs.resolve("more"),
            RenderedFaceSource.synthetic(new SyntheticFaces(2), 200),
            20);
    Map<Path, Landmarks> truth = new HashMap<>();
    DatasetReader.of("300w")
        .read(photographs.resolve("more"), "train")
        .forEach(face -> truth.put(face.image(), face.landmarks()));
    TrainingData faces = TrainingData.read(LABELS, data).withPhotographs(photographs);
    RunFolder run = new RunFolder(folder.resolve("run"));
    List<String> remarks = new ArrayList<>();
    assertFalse(labelling(faces, run, remarks, 10).finished());
    assertFalse(Files.exists(run.pseudoLabels()), "stopped before all were labelled");
    assertFalse(labelling(faces, run, remarks, 22).finished());

    assertEquals(1, remarks.size());
    assertTrue(
        remarks.get(0).startsWith("20 photographs labelled by the first stage: "), remarks.get(0));
    List<Face> labelled = JsonLines.read(run.pseudoLabels());
    assertTrue(labelled.size() >= 10, remarks.get(0));
    int compared = 0;
    for (Face face : labelled) {
      Landmarks known = truth.get(photographs.resolve(face.image()));
      if (known != null) { // those of the other splits are photographs as well
        double side = known.bounds().width();
        assertTrue(TrainingRunTest.distance(face.landmarks(), known) < 0.03 * side, face.id());
        compared++;
      }
    }
    assertTrue(compared >= 5, compared + " of " + labelled.size());

    byte[] before = Files.readAllBytes(run.pseudoLabels());
    Path copy = photographs.resolve("labels.jsonl");
    Files.write(copy, before);
    TrainingData relabelled = TrainingData.read(LABELS, data).withLabelled(copy, false);
    assertEquals(labelled.size(), relabelled.labelled());
    assertTrue(labelling(faces, run, remarks, Integer.MAX_VALUE).finished());
    assertArrayEquals(before, Files.readAllBytes(run.pseudoLabels()));
    assertEquals(1, remarks.size(), "they are labelled once: " + remarks);
    ModelDescription first = ModelFile.open(run.model().resolve("stage1")).description();
    ModelDescription second = ModelFile.open(run.model().resolve("stage2")).description();
    assertEquals("300w", first.provenance().get("data"));
    assertEquals(
        "300w and %d pseudo-labelled faces".formatted(labelled.size()),
        second.provenance().get("data"));
    assertEquals(0.004, first.flipOffset());
    assertEquals(0.0035, second.flipOffset());

    RunFolder whole = new RunFolder(folder.resolve("whole"));
    assertTrue(labelling(faces, whole, remarks, Integer.MAX_VALUE).finished());
    assertArrayEquals(
        Files.readAllBytes(whole.model().resolve("stage2/weights.safetensors")),
        Files.readAllBytes(run.model().resolve("stage2/weights.safetensors")));

    RunFolder without = new RunFolder(folder.resolve("without"));
    TrainingData annotated = TrainingData.read(LABELS, data);
    assertTrue(labelling(annotated, without, remarks, Integer.MAX_VALUE).finished());
    assertNotEquals(
        -1L,
        Files.mismatch(
            without.model().resolve("stage2/weights.safetensors"),
            run.model().resolve("stage2/weights.safetensors")),
        "the second stage has learnt from the photographs");
  }

  @Test
  void run_otherPhotographsThanThoseLabelled_areLabelledAnew() throws IOException {
    Path data = SmallFaces.write(folder, 20);
    Path photographs = Files.createDirectories(folder.resolve("photographs"));
    RunFolder run = new RunFolder(folder.resolve("run"));
    List<String> remarks = new ArrayList<>();
    for (int count = 1; count <= 2; count++) {
      ImageFiles.writePng(
          new SyntheticFaces(3).face(count, 200).image(), photographs.resolve(count + ".png"));
      TrainingData faces = TrainingData.read(LABELS, data).withPhotographs(photographs);
      assertFalse(labelling(faces, run, remarks, count + 1).finished());
      labelling(faces, run, remarks, count + 2);
      assertEquals(count, remarks.size(), remarks.toString());
      assertEquals(count, JsonLines.read(run.pseudoLabels()).size());
    }
  }

  /** Telephones store portraits on their side; training reads pictures as stored. */
  @Test
  void run_photographWhoseTagAsksForARotation_isRemarkedOn() throws IOException {
    Path data = SmallFaces.write(folder, 20);
    Path photographs = Files.createDirectories(folder.resolve("photographs"));
    byte[] jpeg = ImageFiles.jpeg(new SyntheticFaces(3).face(1, 200).image(), 0.9);
    byte[] quarterTurn =
        HexFormat.of()
            .parseHex("ffe100224578696600004d4d002a00000008000101120003000000010006000000000000");
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.write(jpeg, 0, 2);
    tagged.writeBytes(quarterTurn);
    tagged.write(jpeg, 2, jpeg.length - 2);
    Files.write(photographs.resolve("side.jpg"), tagged.toByteArray());
    TrainingData faces = TrainingData.read(LABELS, data).withPhotographs(photographs);
    RunFolder run = new RunFolder(folder.resolve("run"));
    List<String> remarks = new ArrayList<>();
    labelling(faces, run, remarks, 2);
    labelling(faces, run, remarks, 3);
    assertEquals(2, remarks.size(), remarks.toString());
    assertTrue(
        remarks
            .get(1)
            .startsWith(
                "1 photograph has an EXIF tag that asks for a rotation (side.jpg); photographs are"
                    + " read as stored"),
        remarks.get(1));
  }

  @Test
  void read_labelsOfAnotherScheme_areRefused() throws IOException {
    Path file = folder.resolve("labels.jsonl");
    Files.writeString(
        file, "{\"image\":\"a.png\",\"landmarks\":[[1,2],[3,4],[5,6],[7,8],[9,10]]}\n");
    List<InputPicture> photographs = List.of(new InputPicture("a.png", folder.resolve("a.png")));
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    InvalidDataException e =
        assertThrows(
            InvalidDataException.class, () -> PseudoLabels.read(file, photographs, scheme));
    assertTrue(e.getMessage().contains("5 landmarks but scheme 300w-68 has 68"), e.getMessage());
  }

  /** They would be cut by a detector's boxes, the annotated faces by others. */
  @Test
  void run_photographsForARecipeOfOtherBoxes_isRefusedBeforeAnythingIsWritten() throws IOException {
    Path data = SmallFaces.write(folder, 20);
    Path photographs = Files.createDirectories(folder.resolve("photographs"));
    ImageFiles.writePng(new SyntheticFaces(3).face(1, 200).image(), photographs.resolve("1.png"));
    Recipe boxes =
        RecipeFile.parse(
            RecipeFile.write(LABELS), "mine", List.of("box=dataset(enlarge=1.2,square=true)"));
    RunFolder run = new RunFolder(folder.resolve("run"));
    TrainingRun training =
        new TrainingRun(
            boxes,
            "mine",
            TrainingData.read(LABELS, data).withPhotographs(photographs),
            run,
            "cpu",
            1);
    InvalidRecipeException e =
        assertThrows(
            InvalidRecipeException.class,
            () -> training.run((truth, found) -> 1, Streams.steps(Integer.MAX_VALUE)));
    assertTrue(
        e.getMessage().contains("needs box=truth but has box=dataset(enlarge=1.2,square=true)"),
        e.getMessage());
    assertFalse(Files.exists(run.path()));
  }

  private static TrainingResult labelling(
      TrainingData faces, RunFolder folder, List<String> remarks, int patience) {
    TrainingRun.Observer steps = Streams.steps(patience);
    TrainingRun.Observer observer =
        new TrainingRun.Observer() {
          @Override
          public void remark(String sentence) {
            remarks.add(sentence);
          }

          @Override
          public boolean stopAsked() {
            return steps.stopAsked();
          }
        };
    return new TrainingRun(LABELS, "small", faces, folder, "cpu", 1)
        .run((truth, found) -> 1, observer, EarlierRun.CHANGED);
  }

  /** The model says how its annotations lie, so that flipped views of a face are put right. */
  @Test
  void run_flipsWithAnOffset_areInTheModelFile() throws IOException {
    Path data = SmallFaces.write(folder, 40);
    Recipe recipe =
        RecipeFile.read(
            "smoke-cnn6-wing",
            List.of("steps=1", "validation=none", "augmentation=[flip(offset=0.004)]"));
    RunFolder run = new RunFolder(folder.resolve("run"));
    new TrainingRun(recipe, "small", TrainingData.read(recipe, data), run, "cpu", 1)
        .run(TrainingRun.Observer.NONE);
    assertEquals(0.004, ModelFile.open(run.model()).description().flipOffset());
  }
}
