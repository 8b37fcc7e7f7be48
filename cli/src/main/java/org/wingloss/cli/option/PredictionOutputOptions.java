package org.wingloss.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wingloss.cli.terminal.UsageException;
import picocli.CommandLine.Option;

/** {@code --out} and {@code --draw}: files of predictions, and pictures with them drawn. */
public final class PredictionOutputOptions {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Write the JSON Lines to a file instead of standard output. Pictures below its folder are"
              + " named from there, so that the file is a data set of the kind jsonl.")
  private Path out;

  @Option(
      names = "--draw",
      paramLabel = "DIR",
      description =
          "Also write each picture as PNG with boxes and landmarks drawn, below the same folders as"
              + " the pictures.")
  private Path draw;

  /** The file of JSON Lines. */
  public Optional<Path> file() {
    return Optional.ofNullable(out);
  }

  /**
   * The folder of drawn pictures, made.
   *
   * @throws UsageException if it cannot be made
   */
  public Optional<Path> drawings() {
    if (draw == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.createDirectories(draw));
    } catch (IOException e) {
      throw new UsageException("--draw: cannot make the folder " + draw + ": " + e.getMessage());
    }
  }

  /** Whether a file or drawings were asked for. */
  public boolean given() {
    return file().isPresent() || draw != null;
  }
}
