package org.wingloss.spark.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.inference.PicturePrediction;

/**
 * The columns between executors and driver: a row per face, one for a picture without a face
 * ({@code face} is 0), one for a picture that cannot be used ({@code error} is its sentence).
 */
final class FaceColumns {
  static final String KEY = "key";
  static final String FACE = "face";
  static final String ID = "id";
  static final String ERROR = "error";
  static final String PLAUSIBLE = "plausible";

  /** Whether the row's coordinates are not those of the picture as stored. */
  static final String ROTATED = "rotated";

  /** Whether the picture's file is not whole although all pixels are there. */
  static final String FLAWED = "flawed";

  private static final String IMAGE = "image";
  private static final String BOX = "box";
  private static final String POINTS = "points";
  private static final String UNCERTAINTY = "uncertainty";

  static final StructType SCHEMA =
      new StructType()
          .add(KEY, DataTypes.BinaryType)
          .add(FACE, DataTypes.IntegerType)
          .add(ID, DataTypes.StringType)
          .add(IMAGE, DataTypes.StringType)
          .add(BOX, DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add(POINTS, DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add(PLAUSIBLE, DataTypes.BooleanType)
          .add(UNCERTAINTY, DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add(ROTATED, DataTypes.BooleanType)
          .add(FLAWED, DataTypes.BooleanType)
          .add(ERROR, DataTypes.StringType);

  private FaceColumns() {}

  /**
   * The rows of a picture that could be used.
   *
   * @param spread whether the spread of the averaged predictions is written too
   * @param rotated whether it was rotated as its EXIF tag says
   */
  static List<Row> rows(
      NamedPicture picture, PicturePrediction found, boolean spread, boolean rotated) {
    boolean flawed = found.flaw().isPresent();
    List<Row> rows = new ArrayList<>();
    for (PicturePrediction.FoundFace face : found.faces()) {
      Box box = face.box();
      rows.add(
          RowFactory.create(
              picture.key(),
              rows.size() + 1,
              face.id(),
              picture.path(),
              new double[] {box.left(), box.top(), box.right(), box.bottom()},
              points(face.prediction().landmarks()),
              face.prediction().plausible().orElse(null),
              spread
                  ? face.prediction().spread().stream().mapToDouble(Double::doubleValue).toArray()
                  : null,
              rotated,
              flawed,
              null));
    }
    if (rows.isEmpty()) {
      rows.add(without(picture, 0, rotated, flawed, null));
    }
    return rows;
  }

  /** The row of a picture that cannot be used. */
  static Row bad(NamedPicture picture, String sentence) {
    return without(picture, null, null, null, sentence);
  }

  private static Row without(
      NamedPicture picture, Integer face, Boolean rotated, Boolean flawed, String error) {
    return RowFactory.create(
        picture.key(),
        face,
        picture.id(),
        picture.path(),
        null,
        null,
        null,
        null,
        rotated,
        flawed,
        error);
  }

  /** [x1, y1, x2, y2 …]. */
  private static double[] points(Landmarks landmarks) {
    double[] points = new double[2 * landmarks.count()];
    for (int i = 0; i < landmarks.count(); i++) {
      points[2 * i] = landmarks.x(i);
      points[2 * i + 1] = landmarks.y(i);
    }
    return points;
  }

  /** The face of a row, without its picture. */
  static Face face(Row row) {
    List<Double> points = row.getList(row.fieldIndex(POINTS));
    int count = points.size() / 2;
    double[] vector = new double[points.size()];
    for (int i = 0; i < count; i++) {
      vector[i] = points.get(2 * i);
      vector[count + i] = points.get(2 * i + 1);
    }
    List<Double> box = row.getList(row.fieldIndex(BOX));
    return Face.of(row.getAs(ID), Landmarks.of(vector)).withBox(Box.of(box));
  }

  /** The picture's path or address of a row, as it was named; null where only bytes were known. */
  static String image(Row row) {
    return row.getAs(IMAGE);
  }

  /** What the prediction of a row tells of itself. */
  static JsonLinesWriter.Remarks remarks(Row row) {
    int spread = row.fieldIndex(UNCERTAINTY);
    return new JsonLinesWriter.Remarks(
        Optional.ofNullable(row.getAs(PLAUSIBLE)),
        row.isNullAt(spread) ? List.of() : row.getList(spread),
        Double.NaN);
  }

  /** The columns that are written, in the order and under the names of JSON Lines. */
  static Dataset<Row> written(Dataset<Row> faces, String model) {
    Column landmarks =
        expr(
            "transform(sequence(1, size(points) div 2), i -> array(points[2 * i - 2], points[2 * i - 1]))");
    return faces
        .filter(col(FACE).gt(0).or(col(ERROR).isNotNull()))
        .select(
            col(ID),
            col(IMAGE),
            landmarks.as("landmarks"),
            col(BOX),
            col(PLAUSIBLE),
            col(UNCERTAINTY),
            col(FACE),
            lit(model).as("model"),
            col(ERROR));
  }
}
