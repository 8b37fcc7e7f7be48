package org.wingloss.spark.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.wingloss.cli.prediction.OrientationOption;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.image.FlawedPictures;

/**
 * What came of the pictures.
 *
 * @param pictures that could be used
 * @param without those of them in which there is no face
 * @param faces in the others
 * @param implausible faces whose landmarks make no face
 * @param rotated pictures that were rotated as their EXIF tags say
 * @param flawed pictures whose files are not whole although all pixels are there
 * @param bad pictures that cannot be used
 */
record PredictionCounts(
    long pictures,
    long without,
    long faces,
    long implausible,
    long rotated,
    long flawed,
    long bad) {
  /** Counts the rows of {@link FaceColumns}. */
  static PredictionCounts of(Dataset<Row> faces) {
    Column first = col(FaceColumns.FACE).leq(1); // of a picture that could be used
    Row counts =
        faces
            .agg(
                count_if(first),
                count_if(col(FaceColumns.FACE).equalTo(0)),
                count_if(col(FaceColumns.FACE).gt(0)),
                count_if(col(FaceColumns.PLAUSIBLE).equalTo(false)),
                count_if(first.and(col(FaceColumns.ROTATED))),
                count_if(first.and(col(FaceColumns.FLAWED))),
                count_if(col(FaceColumns.ERROR).isNotNull()))
            .head();
    return new PredictionCounts(
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2),
        counts.getLong(3),
        counts.getLong(4),
        counts.getLong(5),
        counts.getLong(6));
  }

  /**
   * Refuses to go on where not one face was named.
   *
   * @param detected whether a detector looked for the faces; then none is a result too
   * @throws InvalidDataException if there is none
   */
  void requireFaces(boolean detected) {
    if (faces == 0 && !detected && bad == 0) {
      throw new InvalidDataException("no picture has a face box, so there is nothing to predict");
    }
  }

  /** What was unusual and what was written, one line each. */
  List<String> summary(String out) {
    List<String> lines = new ArrayList<>();
    if (without > 0) {
      lines.add("no face in %d of %d pictures".formatted(without, pictures));
    }
    if (implausible > 0) {
      lines.add(
          Plural.of(implausible, "%d of %d [face is|faces are] marked as implausible")
              .formatted(implausible, faces));
    }
    if (flawed > 0) {
      lines.add(Plural.of(flawed, "%d " + FlawedPictures.SAID).formatted(flawed));
    }
    if (rotated > 0) {
      lines.add(OrientationOption.rotated(rotated, Optional.empty()));
    }
    if (bad > 0) {
      lines.add(Plural.of(bad, "%d [picture|pictures] cannot be used").formatted(bad));
    }
    lines.add(
        "%d %s of %d %s in %s"
            .formatted(
                faces,
                Plural.of(faces, "[face|faces]"),
                pictures,
                Plural.of(pictures, "[picture|pictures]"),
                out));
    return lines;
  }
}
