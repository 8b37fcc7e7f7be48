package org.wingloss.data.stream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.batch.DottedFaces;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** Small streams of faces with five landmarks. */
final class StreamFixture {
  static final CropGeometry GEOMETRY =
      new CropGeometry(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.6, true), new CropSize(16, 1.3));

  private StreamFixture() {}

  /** Faces whose pictures lie in a folder. */
  static List<Face> faces(Path folder, int count) {
    return DottedFaces.write(folder, count, 3.5);
  }

  static List<CropSample> samples(List<Face> faces, CropEncoding encoding) {
    return faces.stream().map(face -> sample(face, encoding)).toList();
  }

  static CropSample sample(Face face, CropEncoding encoding) {
    RgbImage image = ImageFiles.read(face.image());
    return CropSample.cut(face, image, GEOMETRY, encoding);
  }

  /**
   * Writes a stream.
   *
   * @param perTar samples of each tar in turn
   */
  static ShardIndex write(Path folder, List<CropSample> samples, int... perTar) {
    List<ShardStatistics> tars = new ArrayList<>();
    int from = 0;
    for (int n = 0; n < perTar.length; n++) {
      ShardName name = new ShardName(ShardName.Split.TRAIN, n);
      List<CropSample> part = samples.subList(from, from + perTar[n]);
      tars.add(TarShardWriter.write(folder, name, part.iterator()));
      from += perTar[n];
    }
    ShardIndex index = ShardIndex.of("dotted", DottedFaces.scheme(), GEOMETRY, tars);
    index.write(folder);
    return index;
  }
}
