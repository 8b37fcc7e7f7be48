package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;

class EvaluateVerbTest extends ScoredFaces {
  /** The model or models on the faces of the ground truth, with a report. */
  private Cli evaluate(Path out, Object... models) {
    List<Object> words = new ArrayList<>(List.of("evaluate", "--dataset", "jsonl:mtfl-5"));
    words.addAll(List.of("--data", truth, "--split", "test", "--boxes", "truth"));
    words.addAll(List.of("--norm", "landmark-box", "--out", out, "--json"));
    words.addAll(List.of(models));
    return Cli.run(words.toArray());
  }

  @Test
  void evaluate_smallModel_scoresAndWritesTheReport() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    Path out = folder.resolve("report");
    JsonNode root = json(evaluate(out, "--model", model));
    assertEquals(FACES, root.path("faces").asInt());
    assertTrue(root.path("metrics").get(0).path("nme").asDouble() > 0);
    try (Stream<Path> files = Files.list(out)) {
      Set<String> names = new HashSet<>();
      files.forEach(f -> names.add(f.getFileName().toString()));
      assertEquals(
          Set.of("report.html", "report.md", "metrics.json", "predictions.jsonl", "truth.jsonl"),
          names);
    }
    JsonNode again =
        json(
            score(
                "--truth",
                out.resolve("truth.jsonl"),
                "--predictions",
                out.resolve("predictions.jsonl"),
                "--norm",
                "landmark-box",
                "--json"));
    assertEquals(root.path("metrics"), again.path("metrics"));
    assertEquals(root.path("faces_sha256"), again.path("faces_sha256"));
    assertTrue(
        Files.readString(out.resolve("truth.jsonl")).contains("\"image\":\"face0.png\""),
        "pictures");
    JsonNode written = StrictJson.read(out.resolve("metrics.json"), JsonNode.class);
    assertEquals(3, written.path("box_sensitivity").path("curves").size());
    JsonNode unchanged =
        written.path("box_sensitivity").path("curves").get(0).path("points").get(3);
    assertEquals(
        root.path("metrics").get(0).path("nme").asDouble(), unchanged.path("nme").asDouble(), 1e-6);
  }

  @Test
  void evaluate_twoModelsWithTta_saysSoInTheReport() throws IOException {
    Path one = SmallModels.one(folder.resolve("one"));
    Path two = SmallModels.two(folder.resolve("two"));
    Path out = folder.resolve("both");
    JsonNode root = json(evaluate(out, "--model", one, "--model", two, "--tta", "--refine-box"));
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
  void evaluate_jpegWithoutItsEnd_isReadAndSaidOnce() throws IOException {
    Path cut = folder.resolve("face3.png");
    byte[] whole = ImageFiles.jpeg(ImageFiles.read(cut), 0.9);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 2));
    Path model = SmallModels.one(folder.resolve("model"));
    Cli run = evaluate(folder.resolve("report"), "--model", model);
    assertEquals(0, run.exit(), run.err());
    String said = "1 picture was read although its file is not whole: " + cut;
    assertEquals(
        List.of(said + " lacks its end marker"),
        run.err().lines().filter(line -> line.contains("not whole")).toList());
  }

  @Test
  void evaluate_noModel_isTheBuiltInOne() throws IOException {
    Path data = folder.resolve("faces");
    Object[] made = {"synthesise", "--layout", "jsonl", "--faces", 20, "--size", 96, "--out", data};
    assertEquals(0, Cli.run(made).exit());
    Cli run =
        Cli.run(
            "evaluate",
            "--dataset",
            "jsonl:300w-68",
            "--data",
            data,
            "--split",
            "test",
            "--norm",
            "inter-ocular",
            "--json");
    JsonNode root = json(run);
    assertEquals("built-in", root.path("name").asText());
    assertTrue(root.path("metrics").get(0).path("nme").asDouble() < 10, run.out());
  }

  /** Localising a whole data set may take an hour. */
  @Test
  void evaluate_normThatIsNone_isRefusedBeforeTheWork() {
    Path model = SmallModels.one(folder.resolve("model"));
    Cli run = evaluate(folder.resolve("report"), "--model", model, "--norm", "interocular");
    assertEquals(2, run.exit(), run.err());
    assertFalse(run.err().contains("localising"), run.err());
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
