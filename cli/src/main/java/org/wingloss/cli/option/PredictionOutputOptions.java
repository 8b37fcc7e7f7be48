package org.wingloss.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.model.inference.InputPicture;
import picocli.CommandLine.Option;

/** {@code --out} and {@code --draw}: files of predictions, and pictures with them drawn. */
public final class PredictionOutputOptions {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Write the JSON Lines to a file instead of standard output. predict: pictures below its"
              + " folder are named from there, so that the file is a data set of the kind jsonl.")
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

  /**
   * The pictures that files and folders name, see {@link InputPicture#list}, without earlier
   * drawings: what lies in the folder of drawings is none of the pictures below a folder.
   *
   * @throws UsageException if drawings would lie beside the pictures, or the file would replace one
   */
  public List<InputPicture> pictures(List<Path> named) {
    for (Path folder : named) {
      if (draw != null && Files.isDirectory(folder) && Arguments.isSame(folder, draw)) {
        throw new UsageException(
            "--draw "
                + draw
                + " is the folder of the pictures, whose drawings would be pictures the next time;"
                + " name another folder");
      }
    }
    List<InputPicture> pictures = InputPicture.list(named, Optional.ofNullable(draw));
    requireOther(pictures.stream().map(InputPicture::file).toList());
    return pictures;
  }

  /**
   * Refuses to write the file over one that is read.
   *
   * @throws UsageException if it is one of them
   */
  public void requireOther(List<Path> inputs) {
    if (out != null) {
      Arguments.requireOther("--out", out, inputs);
    }
  }

  /** Whether a file or drawings were asked for. */
  public boolean given() {
    return file().isPresent() || draw != null;
  }
}
