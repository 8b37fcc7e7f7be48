package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.training.reproduction.Budget;
import org.wingloss.training.reproduction.PaperLoss;
import org.wingloss.training.reproduction.PaperTable;
import org.wingloss.training.reproduction.Settings;

class ReproduceVerbTest {
  private static final List<String> TINY =
      List.of(
          "--set",
          "steps=4",
          "--set",
          "batch-size=8",
          "--set",
          "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)",
          "--set",
          "second-stage.network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)");

  @TempDir private static Path shared;
  private static Path whole;
  private static Path trainOnly;

  @TempDir private Path folder;

  @BeforeAll
  static void drawFaces() throws IOException {
    whole = shared.resolve("300w");
    trainOnly = shared.resolve("300w-train");
    for (Path data : List.of(whole, trainOnly)) {
      DatasetWriter.of("300w")
          .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), 60);
    }
    for (String test : List.of("helen/testset", "lfpw/testset", "ibug")) {
      delete(trainOnly.resolve(test));
    }
  }

  /**
   * The smoke run: every loss must do clearly better than a network that never looks and answers
   * the mean shape.
   */
  @Test
  void table1_smoke_everyLossLearnsAndAllIsWrittenDown() throws IOException {
    Path out = folder.resolve("smoke");
    Cli first = Cli.run("reproduce", "table1", "--budget", "smoke", "--out", out);
    assertEquals(ExitCode.OK, first.exit(), first.err());
    double ignorant = 100 * meanShapeError(out.resolve("data"));
    assertTrue(ignorant > 10, "mean shape: " + ignorant);
    JsonNode root = StrictJson.read(out.resolve("reproduction.json"), JsonNode.class);
    assertEquals(4, root.get("cells").size());
    for (JsonNode cell : root.get("cells")) {
      JsonNode number = cell.get("numbers").get(0);
      assertTrue(
          number.get("nme_interval").get(1).asDouble() < ignorant
              && number.get("nme").asDouble() < 0.87 * ignorant,
          "%s: %s of %s".formatted(cell.get("method"), number.get("nme"), ignorant));
      assertEquals("not comparable", number.get("verdict").asText());
      assertEquals(
          64, cell.get("runs").get(0).get("origin").get("recipe-sha256").asText().length());
    }
    assertEquals(4, root.get("claims").size());
    assertEquals(3, root.get("neighbours").size());
    assertTrue(first.out().contains("Wing has a lower error than L1"), first.out());
    assertTrue(first.out().contains("synthetic faces; budget smoke"), first.out());
    assertTrue(Files.readString(out.resolve("report.html")).contains("on these runs"));

    FileTime trained = Files.getLastModifiedTime(out.resolve("runs/cnn6-l2-seed1/model"));
    Cli again = Cli.run("reproduce", "table1", "--budget", "smoke", "--out", out);
    assertEquals(first.out(), again.out(), "a finished folder is printed again");
    assertEquals(trained, Files.getLastModifiedTime(out.resolve("runs/cnn6-l2-seed1/model")));
    Cli other = Cli.run("reproduce", "table2", "--budget", "smoke", "--out", out);
    assertEquals(ExitCode.USAGE, other.exit());
    assertTrue(other.err().contains("table was table1 and is table2"), other.err());
  }

  /** The mean training shape, relative to the box, laid into every test face's box. */
  private static double meanShapeError(Path data) {
    DatasetReader reader = DatasetReader.of("aflw");
    double[] mean = new double[2 * reader.scheme().count()];
    List<Face> train = reader.read(data, "train");
    for (Face face : train) {
      Box box = face.box().orElseThrow();
      double[] shape = face.landmarks().vector();
      for (int k = 0; k < mean.length; k++) {
        boolean x = k < mean.length / 2;
        mean[k] += (shape[k] - (x ? box.left() : box.top())) / box.width() / train.size();
      }
    }
    List<Face> truth = new ArrayList<>();
    Map<String, Landmarks> answers = new HashMap<>();
    for (Face face : reader.read(data, "full")) {
      Box box = face.box().orElseThrow();
      double[] shape = new double[mean.length];
      for (int k = 0; k < mean.length; k++) {
        shape[k] = (k < mean.length / 2 ? box.left() : box.top()) + mean[k] * box.width();
      }
      truth.add(face);
      answers.put(face.id(), Landmarks.of(shape));
    }
    return NormalisedMeanError.of(
        Scores.of(reader.scheme(), truth, answers, List.of(Normaliser.of("box-width")))
            .errors("box-width"));
  }

  @Test
  void table3_noTestFaces_holdsOutAndTrainsAgainOnlyWhatIsGone() throws IOException {
    Path out = folder.resolve("table3");
    Cli first = tiny("table3", trainOnly, out, "--losses", "wing");
    assertEquals(ExitCode.OK, first.exit(), first.err());
    assertTrue(first.out().contains("there are no test faces in it"), first.out());
    assertTrue(first.out().contains("another data set (300w-68, the paper's aflw-19)"));
    assertTrue(first.out().contains("Pose-based balancing helps most on profile faces"));
    assertTrue(first.out().contains("not both of Wing and L1 were trained"), first.out());
    assertTrue(first.out().contains("Besides: inter-ocular"), first.out());

    Path gone = out.resolve("runs/cnn6-wing-pdb-seed1");
    Path kept = out.resolve("runs/cnn67-wing-seed1/model");
    FileTime before = Files.getLastModifiedTime(kept);
    delete(gone);
    Cli again = tiny("table3", trainOnly, out, "--losses", "wing");
    assertEquals(ExitCode.OK, again.exit(), again.err());
    assertTrue(again.err().contains("3 finished, 1 waiting"), again.err());
    assertTrue(Files.isDirectory(gone.resolve("model")));
    assertEquals(before, Files.getLastModifiedTime(kept));
    assertEquals(first.out(), again.out(), "the same seed gives the same numbers");

    Cli changed = tiny("table3", trainOnly, out, "--losses", "wing", "--set", "steps=5");
    assertEquals(ExitCode.BAD_RECIPE, changed.exit(), changed.err());
    assertTrue(changed.err().contains("steps: 4 became 5"), changed.err());
    Cli otherFaces = tiny("table3", shared.resolve("300w"), out, "--losses", "wing");
    assertNotEquals(ExitCode.OK, otherFaces.exit());
  }

  @Test
  void table4_testFolders_scoresThemBySubset() throws IOException {
    Path out = folder.resolve("table4");
    Cli run = tiny("table4", whole, out, "--losses", "wing", "--json");
    assertEquals(ExitCode.OK, run.exit(), run.err());
    JsonNode numbers = StrictJson.mapper().readTree(run.out()).get("cells").get(0).get("numbers");
    List<String> subsets = new ArrayList<>();
    numbers.forEach(n -> subsets.add(n.get("norm").asText() + " " + n.get("subset").asText()));
    assertEquals(
        List.of(
            "inter-pupil common",
            "inter-pupil challenging",
            "inter-pupil full",
            "inter-ocular common",
            "inter-ocular challenging",
            "inter-ocular full"),
        subsets);
    assertEquals(3.27, numbers.get(0).get("paper").asDouble());
    assertFalse(numbers.get(3).has("paper"), "the paper's norm is inter-pupil");
  }

  /** The bundled recipes hold out every tenth photograph, which such a file forbids. */
  @Test
  void table1_testFacesAndAListOfValidationFaces_validatesOnTheList() throws IOException {
    Path listed = folder.resolve("300w");
    DatasetWriter.of("300w")
        .write(listed, RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), 40);
    String held = DatasetReader.of("300w").read(listed, "train").get(3).id();
    Files.writeString(listed.resolve("wingloss-validation.txt"), held + "\n");
    Path out = folder.resolve("table1");
    List<Object> words = new ArrayList<>(List.of("reproduce", "table1", "--budget", "short"));
    words.addAll(List.of("--dataset", "300w", "--data", listed, "--losses", "wing", "--out", out));
    words.addAll(TINY);
    Cli run = Cli.run(words.toArray());
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.out().contains("(1 more for model selection)"), run.out());
  }

  /** A method that the published tables do not know would stand there without its number. */
  @ParameterizedTest
  @EnumSource(PaperTable.class)
  void cells_everyTable_havePublishedNumbers(PaperTable table) {
    Settings settings =
        new Settings(Budget.PAPER, table.kind(), Optional.empty(), false, List.of());
    List<String> ours =
        table.cells(settings, List.of(PaperLoss.values())).stream()
            .map(cell -> cell.method())
            .toList();
    List<String> published =
        PublishedResults.bundled().of(table.label()).stream()
            .map(PublishedResults.Result::method)
            .filter(method -> method.startsWith("CNN-6"))
            .toList();
    assertEquals(published, ours);
  }

  @Test
  void reproduce_badInput_endsWithItsCodeAndLeavesNothing() throws IOException {
    Path out = folder.resolve("out");
    assertCode(ExitCode.USAGE, "a table is table1, table2", out, "table5", "--data", whole);
    assertCode(ExitCode.USAGE, "--data is needed", out, "table1", "--budget", "short");
    assertCode(ExitCode.USAGE, "a budget is", out, "table1", "--budget", "huge");
    assertCode(ExitCode.USAGE, "--seeds must be", out, "table1", "--data", whole, "--seeds", "0");
    assertCode(
        ExitCode.USAGE, "a loss of the paper", out, "table1", "--data", whole, "--losses", "x");
    assertCode(ExitCode.USAGE, "values of w", out, "table2", "--data", whole, "--losses", "l1");
    for (String change : List.of("seed=3", "loss=l1", "second-stage.loss=l1", "balance=none")) {
      String said = "--set " + change.split("=", 2)[0] + ": is decided by";
      assertCode(ExitCode.USAGE, said, out, "table3", "--data", whole, "--set", change);
    }
    assertCode(
        ExitCode.USAGE, "--set stages: is", out, "table4", "--data", whole, "--set", "stages=1");
    Object[] scored = {"table4", "--data", trainOnly, "--set", "validate-every=500"};
    assertCode(ExitCode.USAGE, "--set validate-every: is decided by the faces", out, scored);
    Object[] device = {"table4", "--data", whole, "--device", "gpuu"};
    assertCode(ExitCode.BAD_RECIPE, "was 'gpuu'", out, device);
    assertCode(
        ExitCode.USAGE, "has box: file(", out, "table1", "--data", whole, "--set", "box=file");
    assertCode(
        ExitCode.BAD_DATA, "no kind", out, "table1", "--data", whole, "--dataset", "imagenet");
    assertCode(ExitCode.BAD_DATA, "no such folder", out, "table1", "--data", folder.resolve("no"));
    assertCode(ExitCode.BAD_DATA, "AFLWinfo_release.mat", out, "table1", "--data", whole);
    assertCode(
        ExitCode.BAD_RECIPE, "no key 'stepz'", out, "table4", "--data", whole, "--set", "stepz=1");
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "x");
    Cli used = Cli.run("reproduce", "table4", "--data", whole, "--out", out);
    assertEquals(ExitCode.USAGE, used.exit());
    assertTrue(used.err().contains("other things than a reproduction"), used.err());
  }

  private static void assertCode(int code, String sentence, Path out, Object... words) {
    List<Object> arguments = new ArrayList<>(List.of("reproduce"));
    arguments.addAll(List.of(words));
    arguments.addAll(List.of("--out", out));
    Cli run = Cli.run(arguments.toArray());
    assertEquals(code, run.exit(), run.err());
    assertTrue(run.err().contains(sentence), run.err());
    assertFalse(Files.exists(out), "nothing is left");
  }

  private static Cli tiny(String table, Path data, Path out, String... more) {
    List<Object> arguments = new ArrayList<>(List.of("reproduce", table, "--budget", "smoke"));
    arguments.addAll(List.of("--dataset", "300w", "--data", data, "--out", out));
    arguments.addAll(TINY);
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
