package org.wingloss.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.Cnn6;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/** Models with drawn weights whose answers scatter about a face, made without an engine. */
public final class SmallModels {
  private static final NetworkSpec NETWORK = new Cnn6(32, List.of(4, 4, 4, 4, 4), 8);
  private static final Landmarks FACE = Landmarks.of(10, 22, 16, 11, 21, 10, 10, 16, 22, 22);
  private static final ModelDescription DESCRIPTION =
      new ModelDescription(
          NETWORK,
          LandmarkScheme.of("mtfl-5"),
          new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.2, true),
          "wing(w=10,epsilon=2)",
          Map.of("recipe", "none"));

  private SmallModels() {}

  public static Path one(Path folder) {
    ModelFile.write(folder, DESCRIPTION, weights(1));
    return folder;
  }

  public static Path two(Path folder) {
    Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, FACE, 0.2);
    PipelineFile.write(
        folder,
        alignment,
        TwoStagePrediction.SECOND_STAGE,
        DESCRIPTION,
        weights(1),
        DESCRIPTION,
        weights(2));
    return folder;
  }

  private static Weights weights(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSpec spec : NETWORK.tensors(5)) {
      float[] values = new float[(int) spec.size()];
      for (int i = 0; i < values.length; i++) {
        boolean last = spec.name().equals("fc2.bias");
        double scale = Math.sqrt(2.0 / spec.fanIn());
        values[i] = (float) (last ? FACE.vector()[i] : scale * random.nextGaussian());
      }
      tensors.put(spec.name(), Tensor.of(spec.shape(), values));
    }
    return new Weights(tensors);
  }

  public static RgbImage picture(int width, int height, long seed) {
    RgbImage image = new RgbImage(width, height);
    SplittableRandom random = new SplittableRandom(seed);
    int phase = random.nextInt(100);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        image.rgb()[at] = (byte) (128 + 100 * Math.sin((x + phase) * 0.15));
        image.rgb()[at + 1] = (byte) (128 + 100 * Math.sin((y - phase) * 0.11));
        image.rgb()[at + 2] = (byte) (128 + 100 * Math.sin((x + 2 * y) * 0.07));
      }
    }
    return image;
  }
}
