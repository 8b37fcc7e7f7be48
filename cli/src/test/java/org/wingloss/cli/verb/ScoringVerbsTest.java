package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/** {@code score}, {@code compare}, {@code gate} and {@code evaluate} as a user runs them. */
class ScoringVerbsTest {
  private static final int FACES = 24;

  @TempDir Path folder;
  private Path truth;
  private Path good;
  private Path poor;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    SyntheticFaces series = new SyntheticFaces(1);
    List<String> truthLines = new ArrayList<>();
    List<String> goodLines = new ArrayList<>();
    List<String> poorLines = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      SyntheticFace face = series.face(i, 64);
      String name = "face" + i + ".png";
      ImageFiles.writePng(face.image(), folder.resolve(name));
      Landmarks points = face.landmarks("mtfl-5");
      truthLines.add(line(name, points, Optional.of(face)));
      goodLines.add(line(name, noisy(points, 0.5, random), Optional.empty()));
      poorLines.add(line(name, noisy(points, 2, random), Optional.empty()));
    }
    truth = Files.write(folder.resolve("truth.jsonl"), truthLines);
    good = Files.write(folder.resolve("good.jsonl"), goodLines);
    poor = Files.write(folder.resolve("poor.jsonl"), poorLines);
  }

  private static String line(String name, Landmarks points, Optional<SyntheticFace> face) {
    return JsonLinesWriter.text(
        new Face(
            name,
            face.map(f -> Path.of(name)),
            points,
            face.map(SyntheticFace::box),
            face.isPresent() ? Set.of(face.get().yaw() > 0 ? "right" : "left") : Set.of(),
            OptionalDouble.empty()));
  }

  private static Landmarks noisy(Landmarks points, double pixels, Random random) {
    double[] vector = points.vector();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += pixels * random.nextGaussian();
    }
    return Landmarks.of(vector);
  }

  private Cli score(Object... more) {
    List<Object> words = new ArrayList<>(List.of("score", "--scheme", "mtfl-5"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private static JsonNode json(Cli run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return StrictJson.mapper().readTree(run.out());
  }

  @Test
  void score_json_isOneDocumentWithTheChosenNorms() throws IOException {
    JsonNode root =
        json(
            score(
                "--truth",
                truth,
                "--predictions",
                good,
                "--norm",
                "box-width",
                "--norm",
                "landmark-box",
                "--threshold",
                "7",
                "--threshold",
                "12.5",
                "--json"));
    assertEquals(FACES, root.path("faces").asInt());
    Set<String> rows = new HashSet<>();
    root.path("metrics")
        .forEach(m -> rows.add(m.path("norm").asText() + m.path("subset").asText()));
    assertEquals(
        Set.of(
            "box-widthall",
            "box-widthleft",
            "box-widthright",
            "landmark-boxall",
            "landmark-boxleft",
            "landmark-boxright"),
        rows);
    JsonNode first = root.path("metrics").get(0);
    assertTrue(first.path("nme_interval").get(0).asDouble() < first.path("nme").asDouble());
    assertTrue(first.path("fr").has("12.5") && first.path("auc").has("7"));
  }

  @Test
  void score_table_namesNormFormulaAndChecks() {
    Cli run = score("--truth", truth, "--predictions", good);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("landmark-box: NME in % of the √(width · height)"), run.out());
    assertTrue(run.out().contains("ok      each of the 24 faces has a prediction"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void score_out_writesAReportWithTheFaces() throws IOException {
    Path out = folder.resolve("report");
    assertEquals(0, score("--truth", truth, "--predictions", good, "--out", out).exit());
    String html = Files.readString(out.resolve("report.html"));
    assertEquals(18, html.split("data:image/jpeg", -1).length - 1);
    // Again into the same report is fine, into somebody's folder is not.
    assertEquals(0, score("--truth", truth, "--predictions", good, "--out", out).exit());
    Cli refused = score("--truth", truth, "--predictions", good, "--out", folder);
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("holds other things"), refused.err());
  }

  @Test
  void score_picturesOutsideTheFolder_areNotOpened() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Path leaving =
        Files.writeString(
            inner.resolve("truth.jsonl"),
            Files.readString(truth).replace("\"image\":\"", "\"image\":\"../"));
    Path out = folder.resolve("report");
    assertEquals(0, score("--truth", leaving, "--predictions", good, "--out", out).exit());
    assertFalse(Files.readString(out.resolve("report.html")).contains("data:image/jpeg"));
    Path again = folder.resolve("again");
    assertEquals(
        0,
        score("--truth", truth, "--predictions", good, "--images", inner, "--out", again).exit());
    assertFalse(Files.readString(again.resolve("report.html")).contains("data:image/jpeg"));
  }

  @Test
  void score_unusableInput_endsWithItsCode() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"id\":\"a\"");
    assertEquals(4, score("--truth", truth, "--predictions", broken).exit());
    assertEquals(4, score("--truth", truth, "--predictions", folder.resolve("none")).exit());
    assertEquals(2, score("--truth", truth, "--predictions", good, "--norm", "eyes").exit());
    assertEquals(2, score("--truth", truth, "--predictions", good, "--threshold", "0").exit());
    assertEquals(2, score("--truth", truth, "--predictions", good, "--resamples", "5").exit());
    assertEquals(2, score("--truth", truth).exit());
    Path nan =
        Files.writeString(
            folder.resolve("nan.jsonl"),
            Files.readString(truth).replaceFirst("\\[\\[[^,]*", "[[NaN"));
    Cli run = score("--truth", nan, "--predictions", good);
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("nan.jsonl, line 1"), run.err());
  }

  @Test
  void compare_twoFiles_findsTheBetterOne() throws IOException {
    JsonNode root =
        json(
            Cli.run(
                "compare",
                "--truth",
                truth,
                "--predictions",
                good,
                "--predictions",
                poor,
                "--json"));
    JsonNode pair = root.path("comparisons").get(0);
    assertTrue(pair.path("difference_interval").get(1).asDouble() < 0);
    assertTrue(pair.path("wilcoxon").path("p").asDouble() < 0.001);
    assertTrue(pair.path("verdict").asText().startsWith("good.jsonl is better"));
    Cli text = Cli.run("compare", "--truth", truth, "--predictions", poor, "--predictions", good);
    assertEquals(0, text.exit(), text.err());
    assertTrue(text.out().contains("good.jsonl is better"), text.out());
    assertEquals(2, Cli.run("compare", "--truth", truth, "--predictions", good).exit());
  }

  @Test
  void gate_metricsOfScore_passesAndFails() throws IOException {
    Path metrics =
        Files.writeString(
            folder.resolve("m.json"),
            score("--truth", truth, "--predictions", good, "--json").out());
    Path gates = folder.resolve("g.yaml");
    Files.writeString(gates, "gates: [{metric: nme, norm: landmark-box, bound: 50}]");
    assertEquals(0, Cli.run("gate", "--metrics", metrics, "--gates", gates).exit());
    Files.writeString(gates, "gates: [{metric: nme, norm: landmark-box, bound: 0.1}]");
    Path junit = folder.resolve("gate.xml");
    Cli run = Cli.run("gate", "--metrics", metrics, "--gates", gates, "--junit", junit);
    assertEquals(5, run.exit());
    assertTrue(run.out().contains("FAIL"), run.out());
    assertTrue(Files.readString(junit).contains("<failure"));
    assertEquals(4, Cli.run("gate", "--metrics", truth, "--gates", gates).exit());
  }

  @Test
  void evaluate_smallModel_scoresAndWritesTheReport() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("report");
    JsonNode root =
        json(
            Cli.run(
                "evaluate",
                "--model",
                model,
                "--dataset",
                "jsonl:mtfl-5",
                "--data",
                truth,
                "--split",
                "test",
                "--boxes",
                "truth",
                "--norm",
                "landmark-box",
                "--out",
                out,
                "--json"));
    assertEquals(FACES, root.path("faces").asInt());
    assertTrue(root.path("metrics").get(0).path("nme").asDouble() > 0);
    try (Stream<Path> files = Files.list(out)) {
      Set<String> names = new HashSet<>();
      files.forEach(f -> names.add(f.getFileName().toString()));
      assertEquals(Set.of("report.html", "report.md", "metrics.json", "predictions.jsonl"), names);
    }
    JsonNode again =
        json(
            score(
                "--truth",
                truth,
                "--predictions",
                out.resolve("predictions.jsonl"),
                "--norm",
                "landmark-box",
                "--json"));
    assertEquals(root.path("metrics"), again.path("metrics"));
    JsonNode written = StrictJson.read(out.resolve("metrics.json"), JsonNode.class);
    assertEquals(3, written.path("box_sensitivity").path("curves").size());
    JsonNode unchanged =
        written.path("box_sensitivity").path("curves").get(0).path("points").get(3);
    assertEquals(
        root.path("metrics").get(0).path("nme").asDouble(), unchanged.path("nme").asDouble(), 1e-6);
  }

  @Test
  void evaluate_twoModelsAskedTenTimes_saysSoInTheReport() throws IOException {
    Path one = SmallModels.one(folder.resolve("one"));
    Path two = SmallModels.two(folder.resolve("two"));
    Path out = folder.resolve("both");
    JsonNode root =
        json(
            Cli.run(
                "evaluate",
                "--model",
                one,
                "--model",
                two,
                "--average",
                "--refine-box",
                "--dataset",
                "jsonl:mtfl-5",
                "--data",
                truth,
                "--split",
                "test",
                "--boxes",
                "truth",
                "--norm",
                "landmark-box",
                "--out",
                out,
                "--json"));
    assertEquals("one + two", root.path("name").asText());
    JsonNode cards = StrictJson.read(out.resolve("metrics.json"), JsonNode.class).path("cards");
    for (int k = 0; k < 2; k++) {
      JsonNode facts = cards.path("Model " + (k + 1));
      assertEquals(List.of("one", "two").get(k), facts.path("model").asText());
      assertEquals("truth, then around the landmarks found", facts.path("boxes here").asText());
      assertEquals(
          "average of 10 TTA predictions (shifted, flipped), averaged over the models",
          facts.path("prediction").asText());
    }
  }

  @Test
  void evaluate_modelOfAnotherScheme_isBadData() {
    Path model = SmallModels.one(folder.resolve("model"));
    Cli run =
        Cli.run(
            "evaluate",
            "--model",
            model,
            "--dataset",
            "jsonl:300w-68",
            "--data",
            truth,
            "--split",
            "test");
    assertEquals(4, run.exit());
  }
}
