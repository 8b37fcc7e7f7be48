package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

class WatchVerbTest extends SmallTrainings {
  @Test
  void watch_finishedRun_drawsItsCurves() {
    Path run = folder.resolve("run");
    assertEquals(ExitCode.OK, train(run, SHORT).exit());
    Cli watched = Cli.run("watch", "--once", run.toString());
    assertEquals(ExitCode.OK, watched.exit(), watched.err());
    assertTrue(watched.out().contains("validation NME"), watched.out());
    assertTrue(watched.out().contains("█"), watched.out());
    // Some validation faces, 192 pixels each, as the last step saw them.
    Path faces = run.resolve("validation.png");
    assertTrue(watched.out().contains("validation faces: " + faces), watched.out());
    RgbImage picture = ImageFiles.read(faces);
    assertEquals(192, picture.height());
    assertEquals(0, picture.width() % 192);
    assertTrue(picture.width() >= 192);
    assertEquals(ExitCode.USAGE, Cli.run("watch", folder.toString()).exit());
  }

  /** Its log has no validation, and it leaves a detector where others leave a model. */
  @Test
  void watch_finishedDetector_saysSoAndPrintsNoNumberThatIsNone() throws IOException {
    Path run = Files.createDirectory(folder.resolve("detector"));
    Files.writeString(run.resolve("recipe.yaml"), "steps: 20\n");
    Files.writeString(
        run.resolve("metrics.jsonl"), "{\"step\":10,\"loss\":3.5}\n{\"step\":20,\"loss\":2.25}\n");
    Files.createFile(run.resolve("detector.onnx"));
    Cli watched = Cli.run("watch", "--once", run);
    assertEquals(ExitCode.OK, watched.exit(), watched.err());
    assertTrue(watched.out().startsWith(run + ": finished\n"), watched.out());
    assertTrue(watched.out().contains("\nstep 20  loss 2.25\n"), watched.out());
  }
}
