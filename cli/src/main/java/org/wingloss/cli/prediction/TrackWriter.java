package org.wingloss.cli.prediction;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.track.FaceTracker;

/** Where {@code track} puts its predictions: lines on standard output or in a file; drawings. */
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

  void write(TrackRun.Frame frame, FaceTracker.Tracked tracked) {
    Face line =
        Face.of(frame.picture().id(), tracked.landmarks())
            .withBox(tracked.box())
            .withSubsets(tracked.lost() ? Set.of("lost") : Set.of());
    if (file != null) {
      file.write(line);
    } else {
      stdout.println(JsonLinesWriter.text(line));
    }
    drawings.ifPresent(pictures -> draw(frame, tracked, pictures));
  }

  private void draw(TrackRun.Frame frame, FaceTracker.Tracked tracked, DrawnPictures pictures) {
    Drawing drawing = new Drawing(frame.image());
    drawing.box(tracked.box());
    drawing.landmarks(tracked.landmarks(), scheme);
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
