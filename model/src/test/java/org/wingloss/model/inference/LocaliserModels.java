package org.wingloss.model.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.Cnn7;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.weights.Weights;

/** Models of one and of two stages on disk. */
abstract class LocaliserModels {
  static final ModelDescription ONE = Models.description(Models.SMALL, Models.FIVE);
  static final ModelDescription TWO =
      Models.description(new Cnn7(64, List.of(4, 6, 8, 6, 4, 8), 12), Models.FIVE);
  static final Landmarks SHAPE = Landmarks.of(10, 22, 16, 11, 21, 10, 10, 16, 22, 22);

  @TempDir static Path folder;
  static Path one;
  static Path two;
  static Path mean;
  static Path lost;

  @BeforeAll
  static void writeModels() {
    one = folder.resolve("one");
    two = folder.resolve("two");
    mean = folder.resolve("mean");
    lost = folder.resolve("lost");
    ModelFile.write(one, ONE, Models.answering(SHAPE, 0.1f, 1));
    Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, SHAPE, 0.2);
    Weights second = Models.weights(TWO.network(), 5, 2);
    PipelineFile.write(
        two,
        alignment,
        TwoStagePrediction.SECOND_STAGE,
        ONE,
        Models.answering(SHAPE, 0.1f, 1),
        TWO,
        second);
    PipelineFile.write(
        mean,
        alignment,
        TwoStagePrediction.MEAN_OF_STAGES,
        ONE,
        Models.answering(SHAPE, 0.1f, 1),
        TWO,
        second);
    Landmarks point = Landmarks.of(9, 9, 9, 9, 9, 9, 9, 9, 9, 9);
    PipelineFile.write(
        lost,
        alignment,
        TwoStagePrediction.MEAN_OF_STAGES,
        ONE,
        Models.answering(point, 0, 1),
        TWO,
        second);
  }

  static RgbImage noise(int width, int height, long seed) {
    RgbImage image = new RgbImage(width, height);
    new SplittableRandom(seed).nextBytes(image.rgb());
    return image;
  }

  static List<FaceInput> faces(int count) {
    List<FaceInput> faces = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(9);
    RgbImage image = noise(200, 150, 1);
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(-40, 180);
      double y = random.nextDouble(-40, 130);
      double side = random.nextDouble(20, 120);
      faces.add(new FaceInput(image, new Box(x, y, x + side, y + 0.8 * side), 0, 0, i % 3 == 2));
    }
    return faces;
  }
}
