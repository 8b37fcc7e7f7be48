package org.wingloss.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.FaceCsv;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.scheme.LandmarkScheme;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where shapes come from: a file, or a split of a data set. */
public final class ShapesOptions {
  private static final double FARTHEST = 1e8;

  @ArgGroup(multiplicity = "1")
  private Source source;

  private static final class Source {
    @Option(
        names = "--shapes",
        required = true,
        paramLabel = "FILE",
        description =
            "A CSV file with the columns x0,y0,x1,y1,…, where empty cells are missing landmarks, or"
                + " JSON Lines with landmarks.")
    private Path file;

    @ArgGroup(exclusive = false)
    private Dataset dataset;
  }

  private static final class Dataset extends DatasetOptions {
    @Option(
        names = "--split",
        paramLabel = "S",
        defaultValue = "train",
        description = "Which part of the data set (default: ${DEFAULT-VALUE}).")
    private String split;
  }

  /**
   * Reads them.
   *
   * @throws InvalidDataException if they cannot be read, if there are none, or if a landmark lies
   *     farther out than any picture has pixels: the mean of all shapes would lie out there too
   */
  public List<Landmarks> read() {
    return source.file != null ? read(source.file) : near(ofDataset(), path());
  }

  /** As {@link #read()}, of a file. */
  public static List<Landmarks> read(Path file) {
    List<Landmarks> shapes =
        isJson(file)
            ? JsonLines.read(file).stream().map(Face::landmarks).toList()
            : FaceCsv.shapes(file);
    return near(shapes, file);
  }

  private static List<Landmarks> near(List<Landmarks> shapes, Path path) {
    if (shapes.isEmpty()) {
      throw InvalidDataException.in(path, "expected faces but found none");
    }
    for (int n = 0; n < shapes.size(); n++) {
      Landmarks shape = shapes.get(n);
      for (int i = 0; i < shape.count(); i++) {
        if (Math.max(Math.abs(shape.x(i)), Math.abs(shape.y(i))) > FARTHEST) {
          throw InvalidDataException.in(
              path,
              "landmark %d of face %d lies at (%s, %s), more than %.0f pixels out"
                  .formatted(i, n + 1, shape.x(i), shape.y(i), FARTHEST));
        }
      }
    }
    return shapes;
  }

  private List<Landmarks> ofDataset() {
    Dataset dataset = source.dataset;
    return dataset.reader().read(dataset.data(), dataset.split).stream()
        .map(Face::landmarks)
        .toList();
  }

  private static boolean isJson(Path file) {
    try (InputStream content = TextFile.open(file)) {
      return content.read() == '{';
    } catch (IOException e) {
      return false; // the reader says what is wrong
    }
  }

  /** The scheme of the data set, where there is one. */
  public Optional<LandmarkScheme> scheme() {
    return Optional.ofNullable(source.dataset).map(dataset -> dataset.reader().scheme());
  }

  /** The file or folder. */
  public Path path() {
    return source.file != null ? source.file : source.dataset.data();
  }
}
