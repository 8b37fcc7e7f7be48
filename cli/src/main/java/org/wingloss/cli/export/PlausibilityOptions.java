package org.wingloss.cli.export;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.option.ShapesOptions;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.UsualSpread;
import picocli.CommandLine.Option;

/** What a written model folder knows of plausible predictions, in place of what the model knows. */
final class PlausibilityOptions {
  @Option(
      names = "--shapes",
      paramLabel = "FILE",
      description =
          "For a folder: learn what a plausible face is from these landmarks, JSON Lines or CSV as"
              + " balance reads them, instead of what the model knows of it. Models trained before"
              + " there was such a thing know nothing: give the faces of the training.")
  private Path shapes;

  @Option(
      names = "--spread",
      paramLabel = "PERCENT",
      description =
          "For a folder: averaged predictions that differ by more than this, in percent of the"
              + " face, are not plausible. What is usual for a model, predict --uncertainty tells.")
  private Double spread;

  /** What was read from the file, once for both stages. */
  private PlausibleShapes learnt;

  /**
   * Whether one of them was given.
   *
   * @throws UsageException if the spread is no percentage
   */
  boolean given() {
    if (spread != null && !(spread > 0 && spread <= 100)) {
      throw new UsageException("--spread must be > 0 and <= 100 but was " + spread);
    }
    return shapes != null || spread != null;
  }

  /**
   * A description with what was given.
   *
   * @throws InvalidDataException if nothing can be learnt from the shapes
   */
  ModelDescription applied(ModelDescription description) {
    ModelDescription applied = shapes == null ? description : description.withShapes(learnt());
    return spread == null ? applied : applied.withSpread(new UsualSpread(spread / 100));
  }

  private PlausibleShapes learnt() {
    if (learnt != null) {
      return learnt;
    }
    List<Landmarks> read = ShapesOptions.read(shapes);
    try {
      learnt = PlausibleShapes.of(read);
      return learnt;
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.in(shapes, e.getMessage(), e);
    }
  }
}
