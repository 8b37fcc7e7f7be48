package org.wingloss.spark.synthesise;

import java.nio.file.Path;
import org.apache.spark.api.java.function.Function;
import org.wingloss.cli.dataset.SyntheticTars;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.data.stream.StreamWriter;

/**
 * Writes one tar of a stream. Its bytes depend on its name and the stream alone and it appears when
 * it is complete, so that a task may be tried again, or twice at once.
 *
 * @param series renders the faces
 * @param faces how many the stream has
 * @param geometry how they are cut
 * @param facesPerTar how many a tar has
 * @param encoding how crops are stored
 * @param folder of the stream, which all machines share
 */
record TarTask(
    SyntheticSeries series,
    int faces,
    CropGeometry geometry,
    int facesPerTar,
    CropEncoding encoding,
    String folder)
    implements Function<ShardName, ShardStatistics> {
  static TarTask of(SyntheticSeries series, SyntheticTars tars, Path folder) {
    return new TarTask(
        series,
        tars.faces(),
        tars.writer().crop(),
        tars.writer().facesPerTar(),
        tars.encoding(),
        folder.toString());
  }

  @Override
  public ShardStatistics call(ShardName tar) {
    StreamWriter writer =
        new StreamWriter(
            SyntheticTars.SOURCE, LandmarkScheme.of(series.scheme()), geometry, facesPerTar);
    return new SyntheticTars(series.source(), faces, writer, encoding)
        .writeTarAlone(Path.of(folder), tar);
  }
}
