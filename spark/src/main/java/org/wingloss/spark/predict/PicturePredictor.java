package org.wingloss.spark.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.wingloss.data.InvalidDataException;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.InferenceRunner;
import org.wingloss.model.inference.InputPicture;
import org.wingloss.model.inference.PicturePrediction;

/**
 * From rows of pictures to rows of faces, one picture after the other: a task holds no more than
 * the picture at hand.
 *
 * @param setup what is opened, once in a process
 * @param boxes of a file, or null; then the whole picture is the box, unless a detector looks
 * @param upright whether pictures are rotated as their EXIF tags say
 * @param base the folder in which paths begin
 * @param hadoop how addresses are reached
 */
record PicturePredictor(
    PredictionSetup setup,
    Broadcast<SharedBoxes> boxes,
    boolean upright,
    String base,
    Broadcast<SerializableConfiguration> hadoop)
    implements MapPartitionsFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> pictures) {
    BoxSource given = boxes == null ? new BoxSource.WholePicture() : boxes.value().listed();
    InferenceRunner runner = OpenedModels.of(setup).runner(given, upright);
    return new FlatIterator<>(
        pictures, row -> faces(runner, hadoop.value().value(), NamedPicture.of(row)));
  }

  private Iterator<Row> faces(
      InferenceRunner runner, Configuration configuration, NamedPicture picture) {
    try {
      InputPicture named = picture.named(base);
      PicturePrediction found = runner.predict(named, picture.read(base, configuration));
      List<Row> rows = new ArrayList<>();
      for (PicturePrediction.FoundFace face : found.faces()) {
        rows.add(FaceColumns.of(picture, rows.size() + 1, face, setup.spreads()));
      }
      return rows.isEmpty() ? List.of(FaceColumns.without(picture)).iterator() : rows.iterator();
    } catch (InvalidDataException e) {
      return List.of(FaceColumns.bad(picture, e.getMessage())).iterator();
    }
  }
}
