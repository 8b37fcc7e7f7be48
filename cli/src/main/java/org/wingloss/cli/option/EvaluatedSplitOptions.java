package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import picocli.CommandLine.Option;

/** The faces of a data set that models are measured on, and how the models see them. */
public class EvaluatedSplitOptions extends DatasetOptions {
  @Option(
      names = "--split",
      paramLabel = "S",
      description =
          "train, validation, test, full, common … (default: the test faces of the layout, full or"
              + " test; validation where it knows neither).")
  private String split;

  @Option(
      names = "--boxes",
      paramLabel = "truth|dataset|FILE",
      description =
          "Where face boxes come from: the tight box around the ground-truth landmarks, the data"
              + " set, or a CSV (image,left,top,right,bottom) or JSON Lines file (default: the kind"
              + " that the model was trained with).")
  private String boxes;

  @Option(
      names = "--tta",
      description =
          "Test-time augmentation: average 10 predictions per face, with the crop where it is and"
              + " shifted to four sides, each also flipped. Ten times the work; a little more"
              + " accurate.")
  private boolean augmented;

  /** The split asked for, or the data set's own test set. */
  public final String split() {
    DatasetReader reader = reader();
    if (split != null) {
      return split;
    }
    return Stream.of("full", "test", "validation")
        .filter(reader.splits()::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "give --split: %s has %s"
                        .formatted(reader.kind(), String.join(", ", reader.splits()))));
  }

  /**
   * Its faces.
   *
   * @throws InvalidDataException if there is none
   */
  public final List<Face> faces() {
    List<Face> faces = reader().read(data(), split());
    if (faces.isEmpty()) {
      throw InvalidDataException.in(data(), "the split '" + split() + "' holds no face");
    }
    return faces;
  }

  /** Where boxes come from, as typed; null for the kind of each model's training. */
  public final String boxes() {
    return boxes;
  }

  /** The file that boxes come from, if they come from one. */
  public final Optional<Path> boxFile() {
    return Optional.ofNullable(boxes)
        .filter(source -> !source.equals("truth") && !source.equals("dataset"))
        .map(Path::of);
  }

  /** Whether predictions are averaged over test-time augmentation. */
  public final boolean augmented() {
    return augmented;
  }
}
