package org.wingloss.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** Run folders as trainings leave them. */
final class TestRuns {
  private TestRuns() {}

  /** A run that has logged so many lines, every fifth with a validation. */
  static void write(Path run, String recipe, int lines) throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("recipe.yaml"), recipe + "\nsteps: 4000\n");
    writeProvenance(run, "5e5a");
    StringBuilder log = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      log.append(line(100 * i, i % 5 == 0));
    }
    Files.writeString(run.resolve("metrics.jsonl"), log.toString());
  }

  static void writeProvenance(Path run, String dataSha256) throws IOException {
    Files.writeString(
        run.resolve("provenance.json"),
        "{\"faces\":1080,\"data-sha256\":\"%s\"}".formatted(dataSha256));
  }

  /** Errors that differ from face to face, and the picture of the worst. */
  static void writeErrors(Path run, int count, double least) throws IOException {
    StringBuilder faces = new StringBuilder();
    for (int i = count; i > 0; i--) {
      faces.append(
          "{\"id\":\"%d\",\"landmarks\":[[1,2]],\"nme\":%s}\n".formatted(i, least + i * i / 100.0));
    }
    Files.writeString(run.resolve("validation-predictions.jsonl"), faces);
    ImageFiles.writePng(
        new RgbImage(Math.min(6, count) * 192, 192), run.resolve("validation-worst.png"));
  }

  static String line(int step, boolean validated) {
    return "{\"step\":%d,\"loss\":%s,\"rate\":%s,\"faces-per-second\":%s%s}\n"
        .formatted(
            step,
            1000.0 / step + 1,
            3e-5 / step,
            100 + step % 7,
            validated ? ",\"nme\":" + (4 + 900.0 / step) : "");
  }
}
