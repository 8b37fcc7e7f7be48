package org.wingloss.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;

/** The documents of models, schemes and scores. */
class MutatedModelDocumentsTest extends MutatedDocuments {
  private Path photo;

  @BeforeEach
  void photo() {
    photo = folder.resolve("photo.png");
    ImageFiles.writePng(SmallModels.picture(100, 80, 1), photo);
  }

  @Test
  void modelJson() throws IOException {
    Path model = SmallModels.one(folder.resolve("model"));
    check(model.resolve("model.json"), 900, file -> predict(model));
  }

  @Test
  void pipelineJson() throws IOException {
    Path model = SmallModels.two(folder.resolve("model"));
    check(model.resolve("pipeline.json"), 240, file -> predict(model));
  }

  @Test
  void scheme() throws IOException {
    Path scheme = Files.writeString(folder.resolve("s.json"), LandmarkScheme.of("mtfl-5").toJson());
    Path truth = faces("truth.jsonl", 0);
    Path found = faces("found.jsonl", 1);
    check(
        scheme,
        400,
        file ->
            exit(
                "score",
                "--truth",
                truth,
                "--predictions",
                found,
                "--scheme",
                file,
                "--resamples",
                "100",
                "--out",
                folder.resolve("report")));
  }

  @Test
  void gates() throws IOException {
    Path metrics = metrics();
    Path gates =
        Files.writeString(
            folder.resolve("gates.yaml"),
            """
            {"gates": [{"metric": "nme", "norm": "landmark-box", "subset": "all", "bound": 90},
              {"metric": "auc@7", "norm": "landmark-box", "baseline": "baseline.json"}]}
            """);
    Files.copy(metrics, folder.resolve("baseline.json"));
    check(gates, 120, file -> gate(file, metrics));
  }

  @Test
  void baseline() throws IOException {
    Path metrics = metrics();
    Path gates =
        Files.writeString(
            folder.resolve("gates.yaml"),
            """
            {"gates": [{"metric": "nme", "norm": "landmark-box", "baseline": "baseline.json"},
              {"metric": "auc@7", "norm": "landmark-box", "baseline": "baseline.json"}]}
            """);
    Path baseline = Files.copy(metrics, folder.resolve("baseline.json"));
    check(baseline, 400, file -> gate(gates, metrics));
  }

  private int predict(Path model) {
    return exit("predict", "--model", model, "--box", "20,10,70,60", photo);
  }

  private static int gate(Path gates, Path metrics) {
    int code = exit("gate", "--gates", gates, "--metrics", metrics);
    return code == ExitCode.GATE_NOT_MET ? ExitCode.OK : code;
  }

  private Path metrics() throws IOException {
    Cli scored =
        Cli.run(
            "score",
            "--truth",
            faces("truth.jsonl", 0),
            "--predictions",
            faces("found.jsonl", 1),
            "--scheme",
            "mtfl-5",
            "--norm",
            "landmark-box",
            "--resamples",
            "100",
            "--json");
    return Files.writeString(folder.resolve("metrics.json"), scored.out());
  }

  private Path faces(String name, int shift) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      lines.append(
          "{\"id\":\"%d\",\"landmarks\":[[%d,10],[40,12],[25,25],[12,40],[38,41]],\"box\":[5,5,50,50]}%n"
              .formatted(i, 10 + i * shift));
    }
    return Files.writeString(folder.resolve(name), lines);
  }
}
