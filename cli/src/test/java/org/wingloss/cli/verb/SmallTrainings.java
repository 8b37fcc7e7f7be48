package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.Cli;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Trainings of seconds on synthetic faces in the 300-W layout. */
abstract class SmallTrainings {
  static final String TINY = "network=cnn6(input=32,widths=4-4-8-8-16,hidden=24)";
  static final List<String> SHORT =
      List.of(TINY, "steps=12", "batch-size=8", "log-every=2", "validate-every=6");

  @TempDir static Path shared;
  static Path data;

  @TempDir Path folder;

  @BeforeAll
  static void drawFaces() {
    data = shared.resolve("300w");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(3), 96), 40);
  }

  static Cli train(Path run, List<String> changes, String... more) {
    return train(data, run, changes, more);
  }

  static Cli train(Path data, Path run, List<String> changes, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--recipe",
                "300w-cnn6-wing",
                "--data",
                data.toString(),
                "--out",
                run.toString()));
    changes.forEach(change -> arguments.addAll(List.of("--set", change)));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  static void assertCode(int code, Path run, String sentence, String... more) {
    Cli result = train(run, SHORT, more);
    assertEquals(code, result.exit(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
  }
}
