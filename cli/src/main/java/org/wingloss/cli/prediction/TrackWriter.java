package org.wingloss.cli.prediction;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.track.FaceTracker;

/**
 * Where {@code track} puts its predictions: lines on standard output or in a file; drawings. Every
 * frame has a line and a drawing, so that both count frames.
 */
public final class TrackWriter implements AutoCloseable {
  private final JsonLinesWriter file;
  private final Optional<DrawnPictures> drawings;
  private final LandmarkScheme scheme;
  private final PrintWriter stdout;

  /**
   * Opens the file, which appears when {@link #finish} is called.
   *
   * @param file of JSON Lines, instead of {@code stdout}
   * @param drawings the folder for pictures with landmarks
   */
  public TrackWriter(
      Optional<Path> file,
      Optional<DrawnPictures> drawings,
      LandmarkScheme scheme,
      PrintWriter stdout) {
    this.file = file.map(JsonLines::writer).orElse(null);
    this.drawings = drawings;
    this.scheme = scheme;
    this.stdout = stdout;
  }

  /** Writes a frame; without a face all landmarks of its line are missing. */
  void write(TrackRun.Frame frame, Optional<FaceTracker.Tracked> found) {
    Landmarks landmarks =
        found
            .map(FaceTracker.Tracked::landmarks)
            .orElseGet(() -> Landmarks.ofPoints(new double[scheme.count()][]));
    Face line = Face.of(frame.picture().id(), landmarks).withSubsets(subsets(found));
    Face boxed = found.map(tracked -> line.withBox(tracked.box())).orElse(line);
    JsonLinesWriter.Remarks remarks =
        new JsonLinesWriter.Remarks(
            found.flatMap(FaceTracker.Tracked::plausible), List.of(), Double.NaN);
    if (file != null) {
      file.write(boxed, remarks);
    } else {
      stdout.println(JsonLinesWriter.text(boxed, remarks));
    }
    drawings.ifPresent(pictures -> draw(frame, found, pictures));
  }

  private static Set<String> subsets(Optional<FaceTracker.Tracked> found) {
    return found.isPresent() ? Set.of() : Set.of("lost");
  }

  private void draw(
      TrackRun.Frame frame, Optional<FaceTracker.Tracked> found, DrawnPictures pictures) {
    Drawing drawing = new Drawing(frame.image());
    found.ifPresent(
        tracked -> {
          Drawing.Marking marking = Drawing.Marking.of(tracked.plausible());
          drawing.box(tracked.box(), marking);
          drawing.landmarks(tracked.landmarks(), scheme, marking);
        });
    pictures.write(drawing.image(), frame.picture());
  }

  /** Gives the file its name. */
  public void finish() {
    if (file != null) {
      file.finish();
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
