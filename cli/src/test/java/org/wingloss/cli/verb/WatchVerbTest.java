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

  @Test
  void plot_severalRuns_drawsTheirValidationsInOneFile() throws IOException {
    Path wing = run("wing", 9, 5, 4);
    Path straight = run("l1", 8, 6, 5);
    Path svg = folder.resolve("curves.svg");
    assertEquals(ExitCode.OK, Cli.run("watch", wing, straight, "--plot", svg).exit());
    String drawn = Files.readString(svg);
    assertEquals(2, drawn.split("stroke-width=\"2\"", -1).length - 1, drawn);
    assertTrue(drawn.contains(">wing</text>") && drawn.contains(">l1</text>"), drawn);
    Cli two = Cli.run("watch", "--once", wing, straight);
    assertEquals(ExitCode.USAGE, two.exit());
    assertTrue(two.err().contains("--plot draws several"), two.err());
    Cli none = Cli.run("watch", wing, run("fresh"), "--plot", svg);
    assertEquals(ExitCode.USAGE, none.exit());
    assertTrue(none.err().contains("was not validated yet"), none.err());
  }

  private Path run(String name, int... nme) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(run.resolve("recipe.yaml"), "steps: 30\n");
    StringBuilder log = new StringBuilder("{\"step\":1,\"loss\":3}\n");
    for (int i = 0; i < nme.length; i++) {
      log.append("{\"step\":%d,\"loss\":1,\"nme\":%d}\n".formatted(10 * (i + 1), nme[i]));
    }
    Files.writeString(run.resolve("metrics.jsonl"), log.toString());
    return run;
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
