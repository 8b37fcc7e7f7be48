package org.wingloss.spark.predict;

import java.util.Iterator;
import java.util.stream.Stream;
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
import org.wingloss.model.inference.PredictionModels;
import org.wingloss.spark.session.LazyStream;

/**
 * From rows of pictures to rows of faces, one picture after the other: a task holds no more than
 * the picture at hand.
 *
 * @param setup what is opened, once in a process
 * @param given where boxes come from, unless a detector finds them
 * @param upright whether pictures are rotated as their EXIF tags say
 * @param base the folder in which paths begin
 * @param hadoop how addresses are reached
 */
record PicturePredictor(
    PredictionSetup setup,
    Broadcast<BoxSource> given,
    boolean upright,
    String base,
    Broadcast<SerializableConfiguration> hadoop)
    implements MapPartitionsFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> pictures) {
    PredictionModels models = setup.opened();
    BoxSource boxes = models.boxes(given::value);
    InferenceRunner runner = new InferenceRunner(models.landmarks(), boxes, upright, 1);
    return LazyStream.of(pictures)
        .flatMap(row -> faces(runner, hadoop.value().value(), NamedPicture.of(row)))
        .iterator();
  }

  private Stream<Row> faces(
      InferenceRunner runner, Configuration configuration, NamedPicture picture) {
    try {
      InputPicture named = picture.named(base);
      PicturePrediction found = runner.predict(named, picture.read(base, configuration));
      boolean rotated = upright && found.oriented();
      return FaceColumns.rows(picture, found, setup.spreads(), rotated).stream();
    } catch (InvalidDataException e) {
      return Stream.of(FaceColumns.bad(picture, e.getMessage()));
    }
  }
}
