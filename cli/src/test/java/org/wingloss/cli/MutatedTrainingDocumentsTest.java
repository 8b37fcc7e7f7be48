package org.wingloss.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.cli.experiment.ReproductionFolder;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.checkpoint.Checkpoint;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.run.Provenance;
import org.wingloss.training.sweep.SweepGrid;

/** The documents of trainings, sweeps and reproductions. */
class MutatedTrainingDocumentsTest extends MutatedDocuments {
  @Test
  void metricsLog() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("recipe.yaml"), "data: 300w\n");
    Path log = run.resolve("metrics.jsonl");
    String first = "{\"stage\":1,\"step\":2,\"loss\":3.5,\"rate\":0.1}\n";
    Files.writeString(
        log, "{\"stage\":1,\"step\":2,\"loss\":3.5,\"nme\":4.5,\"faces-per-second\":100.5}");
    mutate(
        log,
        60,
        file -> {
          Files.writeString(file, first + Files.readString(file) + "\n");
          return exit("watch", "--once", run);
        });
  }

  @Test
  void recipe() throws IOException {
    String yaml = RecipeFile.write(RecipeFile.read("paper/300w-cnn67-wing-pdb", List.of()));
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"), new YAMLMapper().readTree(yaml).toString());
    check(
        recipe,
        500,
        file -> {
          int code = api(() -> RecipeFile.read(file.toString(), List.of("second-stage.steps=9")));
          return code == ExitCode.OK
              ? api(() -> RecipeFile.write(RecipeFile.read(file.toString(), List.of())))
              : code;
        });
  }

  /** What only YAML can say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "~",
        ".inf",
        ".nan",
        "*steps",
        "&a [*a]",
        "!!java.net.URL [\"http://localhost\"]",
        "!!binary aGVsbG8=",
        "\t",
        "[~]",
        "0x10",
        "1_000",
        "2026-01-01",
        "\u0000",
        "\u0007",
        "'",
        "? x",
        "<<: 1",
        "|",
        "--- 5"
      })
  void recipe_oddYaml_isRefusedOrRead(String value) throws IOException {
    String yaml = RecipeFile.write(RecipeFile.read("paper/300w-cnn67-wing-pdb", List.of()));
    for (String key : List.of("steps", "loss", "augmentation", "second-stage", "ema-decay")) {
      Path file =
          Files.writeString(
              folder.resolve("recipe.yaml"),
              yaml.replaceFirst("(?m)^" + key + ":.*(\\n[ -] .*)*", key + ": " + value));
      note(key + ": " + value, () -> api(() -> RecipeFile.read(file.toString(), List.of())));
      String set = "--set " + key + "=" + value;
      note(set, () -> api(() -> RecipeFile.parse(yaml, "x", List.of(key + "=" + value))));
    }
    assertClean(" unclean");
  }

  @Test
  void sweepGrid() throws IOException {
    Path grid =
        Files.writeString(
            folder.resolve("grid.yaml"),
            """
            {"recipe": "300w-cnn6-wing", "set": ["steps=20"],
              "grid": {"loss": ["l1", "l2"], "batch-size": [2, 4]}}
            """);
    check(grid, 100, file -> api(() -> SweepGrid.read(file.toString())));
  }

  @Test
  void provenance() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("provenance.json"),
            """
            {"recipe": "r", "data": "300w", "faces": 3, "validation-faces": 1,
              "data-sha256": "00", "program": "1", "engine": "e", "device": "cpu", "threads": 1,
              "java": "17", "system": "s"}
            """);
    check(file, 150, one -> api(() -> Provenance.read(one)));
  }

  @Test
  void reproductionPlan() throws IOException {
    ReproductionFolder.Plan plan = new ReproductionFolder.Plan("table1", "smoke", "aflw", true);
    Path file =
        Files.writeString(
            folder.resolve("plan.json"),
            "{\"table\":\"table1\",\"budget\":\"smoke\",\"dataset\":\"aflw\",\"synthetic\":true}");
    check(
        file,
        60,
        one -> {
          try {
            return api(() -> new ReproductionFolder(folder).claim(plan));
          } catch (UsageException e) {
            return ExitCode.OK; // another reproduction's folder
          }
        });
  }

  @Test
  void checkpointHeader() throws IOException {
    Path header =
        Files.writeString(
            folder.resolve("checkpoint"),
            """
            {"__metadata__": {"step": "1", "best-nme": "2.5", "best-step": "1", "since-best": "0",
              "first-loss": "3", "log-bytes": "9", "seconds": "1.5"},
              "w": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]}}
            """);
    mutate(
        header,
        250,
        file -> {
          byte[] json = Files.readAllBytes(file);
          ByteBuffer bytes = ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN);
          Files.write(file, bytes.putLong(json.length).put(json).array());
          return api(() -> Checkpoint.read(file));
        });
  }

  /** A side times a side times the bytes of a number is 2^64. */
  @Test
  void checkpointHeader_shapeThatOverflows_isRefused() throws IOException {
    String json =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,0]}}";
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length()).put(json.getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("checkpoint"), bytes.array());
    note("overflow", () -> api(() -> Checkpoint.read(file)));
    assertClean(" unclean");
  }
}
