package org.wingloss.spark.synthesise;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.Function;
import org.wingloss.cli.dataset.SyntheticTars;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.data.stream.TarShardWriter;

/**
 * Writes one tar. Its bytes depend on its plan alone and it appears when it is complete, so that a
 * task may be tried again, or twice at once.
 *
 * @param series the faces
 * @param geometry how they are cut
 * @param encoding how crops are stored
 * @param folder of the stream, which all machines share
 */
record TarTask(
    SyntheticSeries series, ShippedGeometry geometry, CropEncoding encoding, String folder)
    implements Function<PlannedTar, ShardStatistics> {
  @Override
  public ShardStatistics call(PlannedTar tar) {
    Iterator<CropSample> samples =
        LongStream.range(tar.first(), tar.first() + tar.count()).mapToObj(this::sample).iterator();
    return TarShardWriter.write(Path.of(folder), tar.name(), samples);
  }

  private CropSample sample(long number) {
    return SyntheticTars.sample(series.render(number), number, geometry.geometry(), encoding);
  }
}
