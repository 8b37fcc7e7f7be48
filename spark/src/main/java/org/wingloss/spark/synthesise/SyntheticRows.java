package org.wingloss.spark.synthesise;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.wingloss.cli.dataset.SyntheticTars;
import org.wingloss.data.dataset.writer.RenderedFace;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.spark.session.LazyStream;

/**
 * From numbers to rows of a table, one face after the other.
 *
 * @param series the faces
 * @param png whether pictures are stored as PNG; else as JPEG of quality 95
 */
record SyntheticRows(SyntheticSeries series, boolean png)
    implements MapPartitionsFunction<Long, Row> {
  private static final double QUALITY = 0.95;

  /** The picture whole, annotated in its own pixels. */
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("bytes", DataTypes.BinaryType)
          .add(
              "landmarks",
              DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType, false)))
          .add("hidden", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add("box", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("yaw", DataTypes.DoubleType);

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    return LazyStream.of(numbers).map(this::row).iterator();
  }

  private Row row(long number) {
    RenderedFace face = series.render(number);
    Landmarks landmarks = face.landmarks();
    Box box = face.box();
    return RowFactory.create(
        SyntheticTars.id(number),
        png ? ImageFiles.png(face.image()) : ImageFiles.jpeg(face.image(), QUALITY),
        IntStream.range(0, landmarks.count())
            .mapToObj(i -> new double[] {landmarks.x(i), landmarks.y(i)})
            .toArray(double[][]::new),
        IntStream.range(0, landmarks.count())
            .filter(i -> landmarks.state(i) == Visibility.HIDDEN)
            .toArray(),
        new double[] {box.left(), box.top(), box.right(), box.bottom()},
        face.yaw());
  }
}
