package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.dataset.writer.DatasetWriter;

/** Recipes and the files of runs, which {@code train}, {@code preview} and {@code watch} read. */
final class TrainingSeeds {
  private static final List<String> CHANGES =
      List.of(
          "network=cnn6(input=32,widths=4-4-4-4-4,hidden=8)",
          "initial-weights=matconvnet",
          "augmentation=[]",
          "steps=2",
          "batch-size=2",
          "log-every=1",
          "validate-every=2",
          "checkpoint-every=1");

  private TrainingSeeds() {}

  static List<FuzzFormat> formats() {
    return List.of(
        FuzzFormat.of(
                "recipe",
                folder -> {
                  data(folder);
                  Files.writeString(folder.resolve("a.yaml"), recipe("300w-cnn6-wing"));
                  Files.writeString(folder.resolve("b.yaml"), recipe("paper/300w-cnn67-wing-pdb"));
                },
                List.of("a.yaml", "b.yaml"),
                "preview --recipe @@ --data @/data --out @/page.html --faces 1 --draws 1")
            .writing("page.html")
            .costing(10),
        FuzzFormat.of(
            "run-log", TrainingSeeds::run, List.of("run/metrics.jsonl"), "watch @/run --once"),
        FuzzFormat.of(
                "checkpoint",
                TrainingSeeds::run,
                checkpoints(),
                "train --resume --data @/data --out @/run --threads 1")
            .writing("run")
            .costing(200));
  }

  private static List<String> checkpoints() {
    return List.of(
        "run/checkpoints/last.safetensors",
        "run/checkpoints/best.safetensors",
        "run/metrics.jsonl",
        "run/provenance.json");
  }

  private static String recipe(String name) throws IOException {
    return FaceFileSeeds.printed("recipes", name);
  }

  private static void data(Path folder) {
    DatasetWriter.of("300w")
        .write(folder.resolve("data"), DatasetSeeds::face, DatasetWriter.FEWEST);
  }

  private static void run(Path folder) throws IOException {
    data(folder);
    List<Object> words =
        new ArrayList<>(
            List.of("train", "--recipe", "300w-cnn6-wing", "--data", folder.resolve("data")));
    words.addAll(List.of("--out", folder.resolve("run"), "--threads", 1));
    CHANGES.forEach(change -> words.addAll(List.of("--set", change)));
    FaceFileSeeds.printed(words.toArray());
  }
}
