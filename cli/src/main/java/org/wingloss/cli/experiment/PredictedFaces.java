package org.wingloss.cli.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.score.Scores;

/**
 * Faces with ground truth, and a model's landmarks for each.
 *
 * @param faces the faces, in order
 * @param predictions the landmarks, in the same order
 */
public record PredictedFaces(List<Face> faces, List<Landmarks> predictions)
    implements Examples.Lookup {
  @Override
  public Face truth(int face) {
    return faces.get(face);
  }

  @Override
  public Optional<Landmarks> prediction(int face) {
    return Optional.of(predictions.get(face));
  }

  /** The errors under some norms. */
  public Scores scores(LandmarkScheme scheme, List<Normaliser> norms) {
    Map<String, Landmarks> byId = new HashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      byId.put(faces.get(i).id(), predictions.get(i));
    }
    return Scores.of(scheme, faces, byId, norms);
  }

  /**
   * Writes the ground truth as JSON Lines: what {@code score} takes beside the predictions.
   *
   * @param data the data set, from whose folder pictures are named
   */
  public void writeTruth(Path file, Path data) {
    Path base = Files.isDirectory(data) ? data : data.toAbsolutePath().getParent();
    try (JsonLinesWriter lines = JsonLines.writer(file)) {
      for (Face face : faces) {
        lines.write(
            face.withPicture(
                face.picture().filter(path -> path.startsWith(base)).map(base::relativize)));
      }
      lines.finish();
    }
  }

  /** Writes the predictions as JSON Lines, each with the box that the model was given. */
  public void write(Path file, List<Box> boxes) {
    try (JsonLinesWriter lines = JsonLines.writer(file)) {
      for (int i = 0; i < faces.size(); i++) {
        lines.write(Face.of(faces.get(i).id(), predictions.get(i)).withBox(boxes.get(i)));
      }
      lines.finish();
    }
  }
}
