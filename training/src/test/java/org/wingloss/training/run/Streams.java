package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.ShardStatistics;
import org.wingloss.data.stream.TarShardWriter;
import org.wingloss.training.recipe.Recipe;

/** Small streams for tests. */
final class Streams {
  private Streams() {}

  /** The crops that a recipe needs. */
  static CropGeometry geometry(Recipe recipe) {
    int size = recipe.stage().network().inputSize();
    return new CropGeometry(
        recipe.box(), new CropSize(size, recipe.stage().augmentation().context()));
  }

  /**
   * Packs faces, losslessly.
   *
   * @param perTar training faces of each tar in turn
   */
  static void write(Path folder, TrainingData faces, CropGeometry geometry, int... perTar) {
    List<ShardStatistics> tars = new ArrayList<>();
    int from = 0;
    for (int n = 0; n < perTar.length; n++) {
      List<Face> part = faces.faces().subList(from, from + perTar[n]);
      tars.add(tar(folder, new ShardName(ShardName.Split.TRAIN, n), part, geometry));
      from += perTar[n];
    }
    if (!faces.validation().isEmpty()) {
      ShardName name = new ShardName(ShardName.Split.VALIDATION, 0);
      tars.add(tar(folder, name, faces.validation(), geometry));
    }
    ShardIndex.of(faces.source(), faces.scheme(), geometry, tars).write(folder);
  }

  private static ShardStatistics tar(
      Path folder, ShardName name, List<Face> faces, CropGeometry geometry) {
    return TarShardWriter.write(
        folder,
        name,
        faces.stream()
            .map(
                face ->
                    CropSample.cut(face, ImageFiles.read(face.image()), geometry, CropEncoding.PNG))
            .iterator());
  }

  /** Stops after so many steps. */
  static TrainingRun.Observer steps(int steps) {
    return new TrainingRun.Observer() {
      private int left = steps;

      @Override
      public void remark(String sentence) {
        throw new AssertionError(sentence);
      }

      @Override
      public boolean stopAsked() {
        left--;
        return left <= 0;
      }
    };
  }
}
