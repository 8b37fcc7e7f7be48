package org.wingloss.cli.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.training.run.RunFolder;

/**
 * Where a reproduction leaves everything: {@code plan.json}, {@code runs/} with a run folder per
 * cell and seed, synthetic faces in {@code data/}, {@code reproduction.json} and the report.
 *
 * @param path the folder
 */
public record ReproductionFolder(Path path) {
  private static final int FACES = 500;
  private static final int PICTURE = 96;

  /**
   * What a folder is for; more seeds and more losses may be added to it.
   *
   * @param table of the paper
   * @param budget of its cells
   * @param dataset the kind
   * @param synthetic whether its faces are synthetic
   */
  public record Plan(String table, String budget, String dataset, boolean synthetic) {
    List<String> differences(Plan wanted) {
      List<String> differences = new ArrayList<>();
      differ(differences, "table", table, wanted.table);
      differ(differences, "--budget", budget, wanted.budget);
      differ(differences, "--dataset", dataset, wanted.dataset);
      differ(
          differences,
          "--data",
          synthetic ? "synthetic faces" : "given faces",
          wanted.synthetic ? "synthetic faces" : "given faces");
      return differences;
    }

    private static void differ(List<String> out, String what, String was, String is) {
      if (!was.equals(is)) {
        out.add("%s was %s and is %s".formatted(what, was, is));
      }
    }
  }

  /**
   * Claims the folder for a plan.
   *
   * @throws UsageException if it holds something else
   */
  public void claim(Plan plan) {
    Path file = path.resolve("plan.json");
    // Another shard may claim the folder between two looks.
    if (!Files.exists(file) && !new RunFolder(path).isFree() && !Files.exists(file)) {
      throw new UsageException(
          "--out %s holds other things than a reproduction; choose a new folder".formatted(path));
    }
    if (!Files.exists(file)) {
      AtomicFile.writeDurably(file, StrictJson.file(plan));
    }
    List<String> differences = StrictJson.read(file, Plan.class).differences(plan);
    if (!differences.isEmpty()) {
      throw new UsageException(
          "--out %s holds another reproduction: %s; choose another folder"
              .formatted(path, String.join(", ", differences)));
    }
  }

  /** The run folders. */
  public Path runs() {
    return path.resolve("runs");
  }

  /**
   * The synthetic faces in the layout of a kind, rendered now unless they are there. Two shards
   * that begin at once may both render them, the same ones.
   */
  public Path synthetic(String kind, Consumer<String> say) {
    Path data = path.resolve("data");
    if (!Files.exists(data)) {
      say.accept("rendering %d synthetic faces into %s ...".formatted(FACES, data));
      DatasetWriter.of(kind)
          .writeUnlessThere(
              data, RenderedFaceSource.synthetic(new SyntheticFaces(1), PICTURE), FACES);
    }
    return data;
  }

  /** Writes the document, whole or not at all. */
  void writeJson(String text) {
    AtomicFile.writeDurably(
        path.resolve("reproduction.json"), (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
