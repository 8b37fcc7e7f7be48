package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.BoxFile;
import org.wingloss.training.recipe.BoxProtocolLine;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.StreamedData;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.run.TrainingSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --data} and {@code --boxes}: the faces that a recipe trains on. */
public final class TrainingFacesOptions {
  @Mixin private DataOption data;

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description = "Face boxes by picture, for recipes with box: file.")
  private Path boxes;

  /**
   * Refuses to write over the data set, where it is one file, or over the file of boxes.
   *
   * @param option names what is to be written
   * @throws UsageException if {@code output} is one of them
   */
  public void requireOther(String option, Path output) {
    List<Path> read = boxes == null ? List.of(data.data()) : List.of(data.data(), boxes);
    Arguments.requireOther(option, output, read);
  }

  /**
   * Reads the faces for a recipe.
   *
   * @throws UsageException if it asks for a stream, whose faces are not read at once, or for other
   *     boxes than the command line
   */
  public TrainingData read(Recipe recipe) {
    if (StreamedData.isStream(recipe)) {
      throw new UsageException(
          "data: %s can be trained on and nothing else".formatted(recipe.data()));
    }
    requireBoxes(recipe);
    DatasetReader reader = data.reader(recipe.data());
    return boxes == null
        ? TrainingData.read(recipe, reader, data.data())
        : TrainingData.read(recipe, reader, data.data(), boxes);
  }

  /** Reads the faces for a recipe, or opens the stream of tar shards that it names. */
  public TrainingSet open(Recipe recipe) {
    if (!StreamedData.isStream(recipe)) {
      return read(recipe);
    }
    if (boxes != null) {
      throw new UsageException("--boxes: the crops of data: %s are cut".formatted(recipe.data()));
    }
    data.requireNoLinks();
    return StreamedData.read(recipe, data.data());
  }

  /** Faces and pseudo-labelled ones, see {@link TrainingSet#withLabelled(Path, boolean)}. */
  public TrainingSet withLabelled(TrainingSet faces, Path file) {
    return faces.withLabelled(file, data.followsLinks());
  }

  /**
   * Reads all faces of a split, none of them held out.
   *
   * @throws UsageException if the recipe asks for other boxes than the command line
   */
  public TrainingData read(Recipe recipe, String split) {
    requireBoxes(recipe);
    DatasetReader reader = data.reader(recipe.data());
    List<Face> faces = reader.read(data.data(), split);
    return new TrainingData(
        reader.kind(),
        reader.scheme(),
        boxes == null ? faces : BoxFile.attach(faces, boxes),
        0,
        List.of(),
        List.of());
  }

  private void requireBoxes(Recipe recipe) {
    boolean fromFile = recipe.box().kind() == BoxProtocol.Kind.FILE;
    String box = BoxProtocolLine.line(recipe.box());
    if (fromFile && boxes == null) {
      throw new UsageException("--boxes is needed: the recipe has box: " + box);
    }
    if (!fromFile && boxes != null) {
      BoxProtocol asked =
          new BoxProtocol(BoxProtocol.Kind.FILE, recipe.box().enlarge(), recipe.box().square());
      throw new UsageException(
          "--boxes is for recipes with box: file, but this one has box: %s; set 'box=%s', or leave"
                  .formatted(box, BoxProtocolLine.line(asked))
              + " --boxes out");
    }
  }
}
