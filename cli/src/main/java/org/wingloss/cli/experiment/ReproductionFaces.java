package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.io.FileName;
import org.wingloss.training.recipe.ValidationSplit;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.sweep.Sweep;

/**
 * The faces of a reproduction: those that train, and those on which every cell is scored.
 *
 * @param reader of the data set
 * @param data its folder
 * @param split whose faces are scored; {@code validation} where the data set has no test faces
 * @param test those faces
 */
public record ReproductionFaces(DatasetReader reader, Path data, String split, List<Face> test) {
  private static final String HELD_OUT = "validation";

  /**
   * Reads the test faces: the data set's whole test set if it is there, else its validation set.
   *
   * @throws InvalidDataException if the data set cannot be read
   */
  public static ReproductionFaces read(DatasetReader reader, Path data) {
    String split =
        Stream.of("full", "test")
            .filter(reader.splits()::contains)
            .filter(s -> reader.has(data, s))
            .findFirst()
            .orElse(HELD_OUT);
    List<Face> test = reader.read(data, split);
    if (test.isEmpty()) {
      throw InvalidDataException.in(data, "the split '" + split + "' holds no face");
    }
    return new ReproductionFaces(reader, data, split, test);
  }

  /** How the test faces are held out of the training set, where they are. */
  public Optional<ValidationSplit> heldOut() {
    return split.equals(HELD_OUT)
        ? Optional.of(ValidationSplit.ofData(reader, data))
        : Optional.empty();
  }

  /** Whether a file in the data folder names the validation faces. */
  public boolean namesValidation() {
    return reader.validationFile(data).isPresent();
  }

  /**
   * Refuses runs of other settings or other faces, see {@link Sweep#requireSame}.
   *
   * @return the faces that train
   * @throws InvalidDataException naming the run of other faces
   */
  TrainingData requireSame(Sweep sweep) {
    TrainingData faces = TrainingData.read(sweep.cells().get(0).read(), reader, data);
    String sha256 = faces.sha256();
    sweep.requireSame(cell -> sha256, data);
    return faces;
  }

  /** One sentence on which faces train and which are scored. */
  String description(TrainingData training, boolean synthetic) {
    String name = FileName.last(data);
    String scored =
        heldOut()
            .map(
                way ->
                    NumberText.format(
                        "there are no test faces in it, so scored on %,d faces: %s, held out of"
                            + " training and of model selection",
                        test.size(),
                        way == ValidationSplit.LIST
                            ? "those of its validation list"
                            : "every tenth photograph of the training set"))
            .orElseGet(
                () -> NumberText.format("scored on the %,d of split %s", test.size(), split));
    String chosen =
        heldOut().isPresent() || training.validation().isEmpty()
            ? ""
            : NumberText.format(" (%,d more for model selection)", training.validation().size());
    return NumberText.format(
        "%s, trained on %,d faces%s; %s",
        synthetic
            ? "synthetic faces in the layout " + reader.kind()
            : reader.kind() + " in " + name,
        training.faces().size(),
        chosen,
        scored);
  }
}
