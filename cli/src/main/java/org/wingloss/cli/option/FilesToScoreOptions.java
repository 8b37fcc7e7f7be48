package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceFiles;
import picocli.CommandLine.Option;

/** Ground truth and predictions in files, and what their landmarks mean. */
public final class FilesToScoreOptions {
  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "The ground truth: a file or a folder.")
  private Path truth;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "Predictions, matched by id: one for score, two or more for compare.")
  private List<Path> predictions;

  @Option(
      names = "--scheme",
      paramLabel = "S",
      description =
          "The landmark scheme: a name such as 300w-68, or a file (default: the known one with as"
              + " many landmarks).")
  private String scheme;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Where the pictures lie that the ground truth names and the report shows (default: beside"
              + " the ground truth).")
  private Path images;

  /** The ground truth's file or folder. */
  public Path truth() {
    return truth;
  }

  /** The prediction files. */
  public List<Path> predictions() {
    return predictions;
  }

  /**
   * Refuses an option that only a report makes use of.
   *
   * @throws UsageException if {@code --images} is given and no report is wanted
   */
  public void require(boolean report) {
    if (images != null && !report) {
      throw new UsageException("--images is for the faces of a report, which --out writes");
    }
  }

  /** The folder of the pictures, or null for the ground truth's own. */
  public Path images() {
    return images;
  }

  /** What the landmarks mean. */
  public LandmarkScheme scheme() {
    return scheme == null ? FaceFiles.schemeOf(truth) : LandmarkScheme.of(scheme);
  }
}
