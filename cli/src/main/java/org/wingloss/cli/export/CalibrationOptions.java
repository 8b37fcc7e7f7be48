package org.wingloss.cli.export;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.cli.experiment.DatasetRun;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DatasetOptions;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.training.recipe.ValidationSplit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The faces on which a model in 8 bits is calibrated: synthetic ones, or those of a data set. */
final class CalibrationOptions {
  private static final int SIDE = 256;
  private static final int USUAL = 256;
  private static final int MOST = 100_000;

  /** Its landmarks go from the brows to the chin, about where detectors see a face. */
  private static final String WHOLE_FACE = "300w-68";

  @Option(
      names = "--calibration-faces",
      paramLabel = "N",
      description =
          "For int8: how many faces are looked at, spread evenly over the data set"
              + " (default: 256).")
  private Integer typed;

  @ArgGroup(exclusive = false)
  private Dataset dataset;

  private static final class Dataset extends DatasetOptions {}

  /** Faces, and what they are. */
  record CalibrationFaces(Iterator<FaceInput> inputs, String what) {}

  boolean given() {
    return dataset != null || typed != null;
  }

  private int count() {
    return typed == null ? USUAL : Arguments.within(1, MOST, "--calibration-faces", typed);
  }

  /**
   * The faces, with boxes of the kind of the model's training.
   *
   * @throws org.wingloss.data.InvalidDataException if the data set has none, or no such boxes
   * @throws UsageException if a data set is named for a model whose boxes were in a file
   */
  CalibrationFaces faces(StoredModel model) {
    int count = count();
    BoxProtocol.Kind kind = model.stages().get(0).description().box().kind();
    if (dataset != null) {
      if (kind == BoxProtocol.Kind.FILE) {
        throw new UsageException(
            "the model was trained on boxes from a file, which a calibration does not read; leave"
                + " --dataset and --data out to calibrate it on synthetic faces");
      }
      return ofDataset(kind, count);
    }
    String scheme = model.description().scheme().name();
    boolean truth = kind == BoxProtocol.Kind.TRUTH && SyntheticFaces.schemes().contains(scheme);
    return synthetic(truth ? scheme : WHOLE_FACE, count);
  }

  /** Boxes are the bounds of the landmarks of a scheme. */
  private static CalibrationFaces synthetic(String scheme, int count) {
    SyntheticFaces faces = new SyntheticFaces(1);
    return new CalibrationFaces(
        IntStream.range(0, count)
            .mapToObj(i -> faces.face(i, SIDE))
            .map(face -> new FaceInput(face.image(), face.landmarks(scheme).bounds()))
            .iterator(),
        count + " synthetic faces");
  }

  private CalibrationFaces ofDataset(BoxProtocol.Kind kind, int count) {
    List<Face> all = trainingFaces();
    int taken = Math.min(count, all.size());
    List<Face> faces =
        IntStream.range(0, taken)
            .mapToObj(i -> all.get((int) ((long) i * all.size() / taken)))
            .toList();
    DatasetRun run = DatasetRun.asTrained(faces, kind);
    return new CalibrationFaces(
        IntStream.range(0, taken)
            .mapToObj(i -> new FaceInput(ImageFiles.read(faces.get(i).image()), run.boxes().get(i)))
            .iterator(),
        "%d training faces of %s".formatted(taken, dataset.kind()));
  }

  /** Without those that a training holds out. */
  private List<Face> trainingFaces() {
    DatasetReader reader = dataset.reader();
    return ValidationSplit.ofData(reader, dataset.data()).divide(reader, dataset.data()).rest();
  }
}
