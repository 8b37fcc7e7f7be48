package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.synthetic.SyntheticFaces;

/** {@code train --photographs} and {@code --pseudo-labels}. */
class TrainPhotographsTest extends SmallTrainings {
  /** As those of the data set: the option is not for its folder alone. */
  @Test
  void train_pseudoLabelsBehindALink_areReadWhereLinksAreFollowed() throws IOException {
    Face face = DatasetReader.of("300w").read(data, "train").get(1);
    Path link = folder.resolve("labels/below/a.png");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, face.image().toAbsolutePath());
    Path labels = folder.resolve("labels/labels.jsonl");
    try (JsonLinesWriter lines = JsonLines.writer(labels)) {
      lines.write(
          new Face("a", Path.of("below/a.png"), face.landmarks(), Optional.empty(), Set.of()));
      lines.finish();
    }
    String file = labels.toString();
    String said = "others with --follow-links";
    assertCode(ExitCode.BAD_DATA, folder.resolve("no"), said, "--pseudo-labels", file);
    Cli run = train(folder.resolve("run"), SHORT, "--pseudo-labels", file, "--follow-links");
    assertEquals(ExitCode.OK, run.exit(), run.err());
  }

  /**
   * What the first stage finds after one step is sure of nothing; PhotographsRunTest has the rest.
   */
  @Test
  void train_photographs_areToldOfAndBelongToTheRun() throws IOException {
    Path photographs = folder.resolve("photographs");
    DatasetWriter.of("300w")
        .write(
            photographs.resolve("more"),
            RenderedFaceSource.synthetic(new SyntheticFaces(8), 96),
            20);
    assertCode(
        ExitCode.USAGE,
        folder.resolve("one"),
        "--photographs are labelled by the first of two stages, but the recipe has one",
        "--photographs",
        photographs.toString());

    Files.writeString(photographs.resolve("broken.jpg"), "no picture");
    Path run = folder.resolve("two");
    List<String> two =
        List.of(
            "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)",
            "steps=2",
            "second-stage.network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)",
            "second-stage.steps=2");
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--recipe", "demo-cnn6-cnn6-wing", "--data", data.toString()));
    two.forEach(change -> arguments.addAll(List.of("--set", change)));
    arguments.addAll(List.of("--out", run.toString(), "--photographs", photographs.toString()));
    Cli trained = Cli.run(arguments.toArray());
    assertEquals(ExitCode.OK, trained.exit(), trained.err());
    assertTrue(trained.err().contains("labelling 21 photographs ..."), trained.err());
    assertTrue(trained.err().contains("21 photographs labelled by the first"), trained.err());
    assertTrue(trained.err().contains("1 photograph passed over, see above"), trained.err());
    assertTrue(
        trained.err().lines().anyMatch(l -> l.matches("skipped: .*broken.jpg.*")), trained.err());
    assertTrue(Files.exists(run.resolve("pseudo-labels.jsonl")));

    Cli without = Cli.run("train", "--resume", "--data", data, "--out", run);
    assertEquals(ExitCode.BAD_DATA, without.exit(), without.err());
    assertTrue(
        without.err().contains("photographs or pictures differ; add --accept-changes"),
        without.err());
    Cli with =
        Cli.run("train", "--resume", "--data", data, "--photographs", photographs, "--out", run);
    assertEquals(ExitCode.OK, with.exit(), with.err());
  }
}
