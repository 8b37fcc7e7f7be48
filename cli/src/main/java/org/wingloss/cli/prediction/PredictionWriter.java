package org.wingloss.cli.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.PicturePrediction;

/**
 * Where {@code predict} puts its predictions: lines on standard output, a file of lines, or one
 * document; and drawings. The file appears when {@link #finish} is called and not otherwise.
 */
public final class PredictionWriter implements AutoCloseable {
  /**
   * What is written where.
   *
   * @param file of JSON Lines, instead of standard output
   * @param drawings the folder for pictures with landmarks
   * @param document whether standard output gets one JSON document instead of lines
   * @param spread whether the spread of the averaged predictions is written and drawn too
   */
  public record Target(
      Optional<Path> file, Optional<DrawnPictures> drawings, boolean document, boolean spread) {}

  private final Target target;
  private final LandmarkScheme scheme;
  private final PrintWriter stdout;
  private final JsonLinesWriter file;
  private final ArrayNode document = StrictJson.mapper().createArrayNode();

  public PredictionWriter(Target target, LandmarkScheme scheme, PrintWriter stdout) {
    this.target = target;
    this.scheme = scheme;
    this.stdout = stdout;
    this.file = target.file().map(JsonLines::writer).orElse(null);
  }

  public void write(PicturePrediction prediction) {
    for (PicturePrediction.FoundFace face : prediction.faces()) {
      Face line = line(prediction, face);
      FacePrediction found = face.prediction();
      JsonLinesWriter.Remarks remarks =
          new JsonLinesWriter.Remarks(
              found.plausible(), target.spread() ? found.spread() : List.of(), Double.NaN);
      if (file != null) {
        file.write(line, remarks);
      } else if (target.document()) {
        add(JsonLinesWriter.text(line, remarks));
      } else {
        stdout.println(JsonLinesWriter.text(line, remarks));
      }
    }
    if (target.drawings().isPresent() && !prediction.faces().isEmpty()) {
      draw(prediction, target.drawings().get());
    }
  }

  private Face line(PicturePrediction prediction, PicturePrediction.FoundFace face) {
    return Face.of(face.id(), face.prediction().landmarks())
        .withBox(face.box())
        .withImage(name(prediction.picture().file()));
  }

  /** From the folder of the file that is written, if the picture lies below it; else as named. */
  private Path name(Path picture) {
    if (target.file().isPresent()) {
      Path folder = target.file().get().toAbsolutePath().normalize().getParent();
      Path whole = picture.toAbsolutePath().normalize();
      if (whole.startsWith(folder)) {
        return folder.relativize(whole);
      }
    }
    return picture;
  }

  private void add(String line) {
    try {
      document.add(StrictJson.mapper().readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(PicturePrediction prediction, DrawnPictures drawings) {
    Drawing drawing = new Drawing(prediction.image());
    for (PicturePrediction.FoundFace face : prediction.faces()) {
      FacePrediction found = face.prediction();
      Drawing.Marking marking =
          found.plausible().orElse(true) ? Drawing.Marking.FACE : Drawing.Marking.IMPLAUSIBLE;
      drawing.box(face.box(), marking);
      drawing.landmarks(found.landmarks(), scheme, marking);
      if (target.spread()) {
        drawing.spread(found.landmarks(), found.spread());
      }
    }
    drawings.write(drawing.image(), prediction.picture());
  }

  /**
   * Gives the file its name, or prints the document.
   *
   * @param pictures how many were looked at
   * @param bad how many could not be used
   */
  public void finish(int pictures, int bad) {
    if (file != null) {
      file.finish();
    }
    if (target.document()) {
      ObjectNode root = StrictJson.mapper().createObjectNode();
      root.put("pictures", pictures);
      root.put("bad-pictures", bad);
      root.set("faces", document);
      stdout.println(root.toPrettyString());
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
