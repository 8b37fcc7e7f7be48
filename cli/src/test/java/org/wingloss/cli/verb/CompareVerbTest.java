package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.SmallModels;
import org.wingloss.cli.terminal.ExitCode;

/** {@code compare} on models, and on files that do not predict every face. */
class CompareVerbTest extends ScoredFaces {
  private Cli compare(Object... more) {
    List<Object> words = new ArrayList<>(List.of("compare", "--dataset", "jsonl:mtfl-5"));
    words.addAll(List.of("--data", truth, "--split", "test", "--boxes", "truth"));
    words.addAll(List.of("--norm", "landmark-box"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  /** Localising a whole data set may take an hour. */
  @Test
  void compare_thresholdThatIsNone_isRefusedBeforeTheWork() {
    Path model = SmallModels.one(folder.resolve("model"));
    Cli compared = compare("--model", model, "--model", model, "--threshold", "150");
    assertEquals(2, compared.exit(), compared.err());
    assertFalse(compared.err().contains("localising"), compared.err());
  }

  /** Localising with the first may take an hour. */
  @Test
  void compare_secondModelThatCannotBeUsed_isFoundBeforeTheWork() {
    Path one = SmallModels.one(folder.resolve("one"));
    String absent = folder.resolve("absent").toString();
    String ofAnotherScheme = "built-in";
    for (String second : List.of(absent, ofAnotherScheme)) {
      Cli compared = compare("--model", one, "--model", second);
      assertEquals(ExitCode.BAD_DATA, compared.exit(), compared.err());
      assertFalse(compared.err().contains("localising"), compared.err());
    }
  }

  @Test
  void compare_twoModels_areThoseOfEvaluateFaceByFace() throws IOException {
    Path one = SmallModels.one(folder.resolve("one"));
    Path two = SmallModels.two(folder.resolve("two"));
    Path out = folder.resolve("report");
    JsonNode root = json(compare("--model", one, "--model", two, "--out", out, "--json"));
    assertEquals(List.of("one", "two"), root.path("runs").findValuesAsText("name"));
    JsonNode pair = root.path("comparisons").get(0);
    assertEquals(FACES, pair.path("faces").asInt());
    assertEquals(0, pair.path("left_out").asInt());
    JsonNode alone =
        json(
            Cli.run(
                "evaluate",
                "--model",
                two,
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
                "--json"));
    assertEquals(alone.path("metrics"), root.path("runs").get(1).path("metrics"));
    // Worst faces of both, each with its model.
    List<String> owners = root.path("examples").findValuesAsText("run");
    assertEquals(6, owners.stream().filter("one"::equals).count());
    assertEquals(6, owners.stream().filter("two"::equals).count());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("Model one") && page.contains("Model two"));
    assertTrue(page.contains(" (best)"));
  }

  @Test
  void compare_oneModelOrOneTwice_isAUsageError() {
    Path one = SmallModels.one(folder.resolve("one"));
    assertEquals(ExitCode.USAGE, compare("--model", one).exit());
    Cli twice = compare("--model", one, "--model", one);
    assertEquals(ExitCode.USAGE, twice.exit());
    assertTrue(twice.err().contains("names one model twice"), twice.err());
    assertEquals(ExitCode.USAGE, Cli.run("compare", "--norm", "landmark-box").exit());
  }

  /** The face counted as an error of 100 %, so that the file that dared less seemed far worse. */
  @Test
  void compare_faceThatOneDidNotPredict_isLeftOutAndSaid() throws IOException {
    List<String> lines = Files.readAllLines(good);
    Path part = Files.write(folder.resolve("part.jsonl"), lines.subList(0, FACES - 3));
    Object[] words = {
      "compare",
      "--truth",
      truth,
      "--predictions",
      part,
      "--predictions",
      good,
      "--norm",
      "landmark-box"
    };
    List<Object> json = new ArrayList<>(List.of(words));
    json.add("--json");
    JsonNode pair = json(Cli.run(json.toArray())).path("comparisons").get(0);
    assertEquals(FACES - 3, pair.path("faces").asInt());
    assertEquals(3, pair.path("left_out").asInt());
    assertEquals(0, pair.path("difference").asDouble());
    Cli text = Cli.run(words);
    assertTrue(
        text.out().contains("3 faces are left out that one of the two did not predict"),
        text.out());
    assertTrue(text.out().contains("3 faces without a prediction as 100 %"), text.out());
  }

  /** The first norm decides: without boxes the second one must not do so in its place. */
  @Test
  void compare_namedNormThatNoFaceHas_isRefused() throws IOException {
    String boxes = ",\"box\":\\[[^]]*]";
    Path boxless = folder.resolve("boxless.jsonl");
    Files.writeString(boxless, Files.readString(truth).replaceAll(boxes, ""));
    List<Object> words = new ArrayList<>(List.of("compare", "--truth", boxless));
    words.addAll(List.of("--predictions", good, "--predictions", poor));
    Cli any = Cli.run(words.toArray());
    assertEquals(ExitCode.OK, any.exit(), any.err());
    Object[] norms = {"--norm", "box-width", "--norm", "landmark-box"};
    words.addAll(List.of(norms));
    List<Object> one = new ArrayList<>(List.of("--truth", boxless, "--predictions", good));
    one.addAll(List.of(norms));
    for (Cli run : List.of(Cli.run(words.toArray()), score(one.toArray()))) {
      assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
      assertTrue(
          run.err().contains("none of the 24 faces has a length under 'box-width'"), run.err());
    }
  }

  @Test
  void compare_rows_areBestFirstAndMarked() {
    Cli text =
        Cli.run(
            "compare",
            "--truth",
            truth,
            "--predictions",
            poor,
            "--predictions",
            good,
            "--norm",
            "landmark-box");
    List<String> rows =
        text.out().lines().filter(line -> line.matches("  (good|poor)\\.jsonl .*")).toList();
    assertTrue(rows.get(0).matches("  good\\.jsonl .*  best"), text.out());
    assertFalse(rows.get(1).contains("best"), text.out());
  }

  /** What holds for both is said once. */
  @Test
  void compare_checksOfBoth_areNotRepeated() throws IOException {
    Path out = folder.resolve("report");
    Object[] words = {
      "compare", "--truth", truth, "--predictions", poor, "--predictions", good, "--out", out
    };
    assertEquals(ExitCode.OK, Cli.run(words).exit());
    String text = Files.readString(out.resolve("report.md"));
    List<String> checks = text.lines().filter(line -> line.startsWith("- **")).toList();
    assertFalse(checks.isEmpty());
    assertEquals(checks.size(), checks.stream().distinct().count(), text);
    assertTrue(
        checks.contains("- **ok** each of the %d faces has a prediction".formatted(FACES)), text);
  }

  private Cli compareFiles(List<Path> predictions, Object... more) {
    List<Object> words = new ArrayList<>(List.of("compare", "--truth", truth));
    predictions.forEach(file -> words.addAll(List.of("--predictions", file)));
    words.addAll(List.of("--norm", "landmark-box"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  @Test
  void compare_seedsOfTwoMethods_onASubset() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("wing-1", "wing-2", "l2-1", "l2-2")) {
      Path like = name.startsWith("wing") ? good : poor;
      files.add(Files.copy(like, folder.resolve(name + ".jsonl")));
    }
    Object[] more = {"--seeds", 2, "--subset", "right"};
    Cli text = compareFiles(files, more);
    assertTrue(text.out().contains("wing - l2 on right: "), text.out());
    assertTrue(text.out().contains("  by seed: -"), text.out());
    assertFalse(text.out().contains("  best"), text.out());
    assertTrue(text.out().contains(" faces of right, NME in % of landmark-box"), text.out());
    List<Object> json = new ArrayList<>(List.of(more));
    json.add("--json");
    JsonNode root = json(compareFiles(files, json.toArray()));
    assertEquals("wing against l2", root.path("title").asText());
    JsonNode pairs = root.path("comparisons");
    assertEquals(1, pairs.size());
    assertEquals("right", pairs.get(0).path("subset").asText());
    assertEquals(2, pairs.get(0).path("difference_by_seed").size());
    JsonNode right =
        json(score("--truth", truth, "--predictions", good, "--json"))
            .path("metrics")
            .findParents("subset")
            .stream()
            .filter(metric -> metric.path("subset").asText().equals("right"))
            .findFirst()
            .orElseThrow();
    assertEquals(right.path("faces").asInt(), pairs.get(0).path("faces").asInt());
  }

  @Test
  void compare_runsThatAreNoMethods_isAUsageError() {
    Cli three = compareFiles(List.of(good, poor, truth), "--seeds", 2);
    assertEquals(ExitCode.USAGE, three.exit());
    assertTrue(
        three.err().contains("for two methods or more of 2 trainings each, but 3 were given"),
        three.err());
    assertEquals(ExitCode.USAGE, compareFiles(List.of(good, poor), "--seeds", 2).exit());
    assertEquals(ExitCode.USAGE, compareFiles(List.of(good, poor), "--seeds", 0).exit());
  }

  @Test
  void compare_subsetThatThereIsNot_isAUsageErrorNamingThoseThereAre() {
    Cli unknown = compareFiles(List.of(good, poor), "--subset", "profile");
    assertEquals(ExitCode.USAGE, unknown.exit());
    assertTrue(
        unknown.err().contains("no subset is called 'profile'; there are [all, left, right]"),
        unknown.err());
    Path one = SmallModels.one(folder.resolve("one"));
    Path two = SmallModels.two(folder.resolve("two"));
    Cli models = compare("--model", one, "--model", two, "--subset", "profile");
    assertEquals(ExitCode.USAGE, models.exit());
    assertFalse(models.err().contains("localising"), models.err());
  }
}
