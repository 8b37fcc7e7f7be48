package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.data.stream.TarShardWriter;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.training.ChildProcess;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

class StreamedRunTest {
  private static final Recipe PHOTOGRAPHS = recipe("data=300w", "validation=every-10th");
  private static final int STEPS = 14;

  @TempDir static Path data;
  private static TrainingData faces;

  @TempDir Path folder;

  private static Recipe recipe(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "network=cnn6(input=32,widths=4-4-8-8-8,hidden=16)",
                "steps=" + STEPS,
                "batch-size=4",
                "log-every=1",
                "validate-every=7",
                "checkpoint-every=3"));
    all.addAll(List.of(overrides));
    return RecipeFile.read("300w-cnn6-wing", all);
  }

  @BeforeAll
  static void writeFaces() {
    Path layout = data.resolve("300w");
    DatasetWriter.of("300w")
        .write(layout, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    faces = TrainingData.read(PHOTOGRAPHS, layout);
    assertEquals(18, faces.trainingFaces());
  }

  @Test
  void run_stoppedAndResumed_endsWithTheSameBits() throws IOException {
    pack(5, 4, 4, 5);
    Recipe recipe = recipe("data=tar(window=2)", "validation=list");
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    assertTrue(run(recipe, whole, 1, Integer.MAX_VALUE).finished());
    RunFolder parts = new RunFolder(folder.resolve("parts"));
    assertFalse(run(recipe, parts, 2, 5).finished());
    assertFalse(run(recipe, parts, 0, 2).finished());
    assertTrue(run(recipe, parts, 3, Integer.MAX_VALUE).finished());
    assertSameModel(whole, parts);
    assertEquals(STEPS, Files.readAllLines(parts.metrics()).size());
  }

  @Test
  void run_oneWindow_endsWithTheBitsOfATrainingOnThePhotographs() throws IOException {
    RunFolder photographs = new RunFolder(folder.resolve("photographs"));
    new TrainingRun(recipe("validation=none"), "small", unvalidated(), photographs, "cpu", 1)
        .run(Streams.steps(Integer.MAX_VALUE));
    pack(8, 10);
    RunFolder streamed = new RunFolder(folder.resolve("streamed"));
    run(recipe("data=tar", "validation=none"), streamed, 1, Integer.MAX_VALUE);
    assertSameWeights(photographs, streamed);
  }

  private static TrainingData unvalidated() {
    return new TrainingData("300w", faces.scheme(), faces.faces(), 0, List.of(), List.of());
  }

  @Test
  void validation_ofAStream_isThatOfThePhotographs() {
    pack(18);
    StreamedData stream = stream(recipe("data=tar", "validation=list"));
    assertEquals(
        faces.validation().stream().map(Face::id).toList(),
        stream.validation().stream().map(Face::id).toList());
    for (int i = 0; i < faces.validation().size(); i++) {
      double[] expected = faces.validation().get(i).landmarks().vector();
      assertArrayEquals(expected, stream.validation().get(i).landmarks().vector(), 1e-9);
    }
    assertEquals("tar of 300w", stream.trainedOn().text());
    assertEquals(List.of(), stream(recipe("data=tar", "validation=none")).validation());
  }

  @Test
  void provenance_ofARun_namesTheIndex() {
    pack(18);
    RunFolder run = new RunFolder(folder.resolve("run"));
    run(recipe("data=tar", "validation=list", "steps=1"), run, 1, 1);
    Provenance provenance = Provenance.read(run.provenance());
    assertEquals(ShardIndex.read(folder.resolve("tars")).sha256(), provenance.dataSha256());
    assertEquals(18, provenance.faces());
    pack(9, 9);
    String change =
        provenance.changeOf(stream(recipe("data=tar", "validation=list"))).orElseThrow();
    assertTrue(change.endsWith("landmarks, boxes, photographs or pictures differ"), change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validation=every-10th|validation: every-10th divides a list of photographs",
        "balance=pose|balance: pose(bins=9",
        "box=truth(enlarge=1.3,square=true)|box=truth(enlarge=1.2,square=true) but the recipe says",
        "network=cnn6(input=64)|cut for an input of 32 pixels but the network takes 64",
        "augmentation=[rotation(degrees=80), \"scale(least=0.5,most=2)\"]|pack the faces with this recipe",
        "data=tar(windows=3)|data: tar has no parameter 'windows'; it has window",
        "data=tar(window=0)|data: window of tar must be a whole number from 1"
      })
  void read_recipeThatAStreamCannotFollow_isRefused(String override, String says) {
    pack(18);
    Recipe recipe = recipe("data=tar", "validation=none", override);
    var e = assertThrows(InvalidRecipeException.class, () -> stream(recipe));
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  @Test
  void read_recipeOfTwoStages_isRefused() {
    pack(18);
    Recipe two = RecipeFile.read("smoke-cnn67-wing-pdb", List.of("data=tar", "validation=none"));
    var e = assertThrows(InvalidRecipeException.class, () -> stream(two));
    assertTrue(e.getMessage().startsWith("data: tar trains one stage"), e.getMessage());
  }

  @Test
  void read_noValidationTars_isRefused() {
    Streams.write(folder.resolve("tars"), unvalidated(), Streams.geometry(PHOTOGRAPHS), 18);
    var e =
        assertThrows(
            InvalidDataException.class, () -> stream(recipe("data=tar", "validation=list")));
    assertTrue(e.getMessage().contains("holds no validation tars"), e.getMessage());
  }

  @Test
  void pseudoLabels_onAStream_areRefused() {
    pack(18);
    StreamedData stream = stream(recipe("data=tar", "validation=none"));
    Path more = folder.resolve("more.jsonl");
    assertThrows(InvalidDataException.class, () -> stream.withLabelled(more, false));
  }

  /** The tars have twice the bytes of all memory that Java has; half of them are read. */
  @Test
  void run_heapFarSmallerThanTheTars_trains() throws Exception {
    Path tars = folder.resolve("large");
    CropGeometry geometry =
        new CropGeometry(
            StreamMain.recipe().box(),
            new CropSize(32, StreamMain.recipe().stage().augmentation().context(), 6));
    CropSample sample = noise(geometry);
    List<ShardStatistics> written = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      ShardName name = new ShardName(ShardName.Split.TRAIN, n);
      written.add(TarShardWriter.write(tars, name, Collections.nCopies(40, sample).iterator()));
    }
    ShardIndex.of("noise", LandmarkScheme.of("mtfl-5"), geometry, written).write(tars);
    long bytes = written.stream().mapToLong(ShardStatistics::bytes).sum();
    assertTrue(bytes > 2 * (56L << 20), bytes + " bytes");

    Path output = folder.resolve("output.txt");
    Path run = folder.resolve("run");
    List<String> options =
        List.of(
            "-Xmx56m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-Dai.djl.pytorch.num_threads=1");
    Process child =
        ChildProcess.builder(options, StreamMain.class, output, tars.toString(), run.toString())
            .start();
    assertTrue(child.waitFor(120, TimeUnit.SECONDS), "still running");
    assertEquals(0, child.exitValue(), Files.readString(output));
    assertTrue(new RunFolder(run).isFinished());
  }

  private static CropSample noise(CropGeometry geometry) {
    RgbImage picture = new RgbImage(300, 300);
    new Random(1).nextBytes(picture.rgb());
    Landmarks points = Landmarks.of(100, 200, 150, 110, 190, 110, 115, 150, 190, 195);
    Face face = new Face("noise", Path.of("noise.png"), points, Optional.empty(), Set.of());
    return CropSample.cut(face, picture, geometry, CropEncoding.PNG);
  }

  @Test
  void read_windowLargerThanMemory_saysWhichWindowFits() {
    List<ShardStatistics> tars = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      ShardName name = new ShardName(ShardName.Split.TRAIN, n);
      tars.add(
          new ShardStatistics(
              name,
              1000,
              1L << 30,
              "0",
              Collections.nCopies(2 * faces.scheme().count(), 0L),
              Collections.nCopies(faces.scheme().count(), 1)));
    }
    ShardIndex.of("300w", faces.scheme(), Streams.geometry(PHOTOGRAPHS), tars)
        .write(folder.resolve("tars"));
    var e =
        assertThrows(
            InvalidDataException.class,
            () -> stream(recipe("data=tar(window=20)", "validation=none")));
    assertTrue(
        e.getMessage()
            .matches(
                ".*windows of 20 tars take up to 40960 MiB, but of Java's memory half may go to"
                    + " them, \\d+ MiB;.* give Java more with -Xmx"),
        e.getMessage());
  }

  private void pack(int... perTar) {
    Streams.write(folder.resolve("tars"), faces, Streams.geometry(PHOTOGRAPHS), perTar);
  }

  private StreamedData stream(Recipe recipe) {
    return StreamedData.read(recipe, folder.resolve("tars"));
  }

  private TrainingResult run(Recipe recipe, RunFolder run, int loaders, int steps) {
    return new TrainingRun(recipe, "small", stream(recipe), run, "cpu", loaders)
        .run((truth, found) -> 1, Streams.steps(steps));
  }

  private static void assertSameModel(RunFolder one, RunFolder other) throws IOException {
    assertSameWeights(one, other);
    assertEquals(
        Checkpoint.read(one.checkpoint("last")).tensors(),
        Checkpoint.read(other.checkpoint("last")).tensors());
  }

  private static void assertSameWeights(RunFolder one, RunFolder other) throws IOException {
    try (Stream<Path> files = Files.list(one.model())) {
      assertTrue(files.anyMatch(file -> file.endsWith("weights.safetensors")));
    }
    assertArrayEquals(
        Files.readAllBytes(one.model().resolve("weights.safetensors")),
        Files.readAllBytes(other.model().resolve("weights.safetensors")));
  }
}
