package org.wingloss.model.file;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.PlausibleShapes;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.Cnn6;
import org.wingloss.model.network.Hourglass;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.Networks;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/** Small models with drawn weights for tests. */
public final class Models {
  /** A narrow CNN-6 on 32 pixels. */
  public static final NetworkSpec SMALL = new Cnn6(32, List.of(4, 6, 8, 10, 12), 16);

  /** Five landmarks. */
  public static final LandmarkScheme FIVE = LandmarkScheme.of("mtfl-5");

  private Models() {}

  /** A description that differs from every default. */
  public static ModelDescription description(NetworkSpec network, LandmarkScheme scheme) {
    return new ModelDescription(
        network,
        scheme,
        new BoxProtocol(BoxProtocol.Kind.DATASET, 1.3, true),
        "wing(w=8,epsilon=1.5)",
        Map.of("recipe", "300w-cnn6-wing", "commit", "0123abc"));
  }

  /** Shapes of five landmarks that vary along the line between the eyes. */
  public static PlausibleShapes shapes() {
    return new PlausibleShapes(
        List.of(-1.0, 1.0, 0.0, -0.75, 0.75, -1.0, -1.0, 0.0, 1.0, 1.0),
        List.of(List.of(-0.6, 0.6, 0.0, -0.375, 0.375, 0.0, 0.0, 0.0, 0.0, 0.0)),
        List.of(0.25),
        0.1);
  }

  /** Drawn weights; the answers are as large as a trained network's, up to the input's side. */
  public static Weights weights(NetworkSpec network, int landmarks, long seed) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = Networks.initialised(network, landmarks, manager, seed);
      Weights drawn = BlockWeights.read(network, landmarks, block);
      float[] answer =
          Networks.forward(block, Networks.input(network, 4, manager, seed)).toFloatArray();
      List<TensorSpec> tensors = network.tensors(landmarks);
      String last = tensors.get(tensors.size() - 2).name();
      float[] weight = drawn.get(last).values();
      // The maps of the hourglass: drawn weights make them vary by 47 where a trained network's
      // vary by 2, and a softmax of such maps passes on float32's noise a hundred times larger.
      float factor =
          network instanceof Hourglass ? 2f / 47 : network.inputSize() / Networks.largest(answer);
      for (int i = 0; i < weight.length; i++) {
        weight[i] *= factor;
      }
      Map<String, Tensor> scaled = new LinkedHashMap<>(drawn.tensors());
      scaled.put(last, Tensor.of(drawn.get(last).shape(), weight));
      return new Weights(scaled);
    }
  }

  /** A {@link #SMALL} network whose answers scatter about a shape of five landmarks. */
  public static Weights answering(Landmarks shape, float scatter, long seed) {
    Weights drawn = weights(SMALL, 5, seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>(drawn.tensors());
    float[] weight = drawn.get("fc2.weight").values();
    for (int i = 0; i < weight.length; i++) {
      weight[i] *= scatter;
    }
    float[] bias = new float[10];
    for (int i = 0; i < 10; i++) {
      bias[i] = (float) shape.vector()[i];
    }
    tensors.put("fc2.weight", Tensor.of(drawn.get("fc2.weight").shape(), weight));
    tensors.put("fc2.bias", Tensor.of(List.of(10), bias));
    return new Weights(tensors);
  }
}
