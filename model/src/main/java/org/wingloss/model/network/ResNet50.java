package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.line.SettingKey;
import org.wingloss.model.layer.BatchNormalisation;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.GlobalAveragePooling;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Linear;
import org.wingloss.model.layer.MaxPooling;
import org.wingloss.model.layer.Relu;
import org.wingloss.model.layer.Residual;
import org.wingloss.model.layer.Standardisation;

/**
 * ResNet-50 with the author's head: its 1000-way layer stays, one more fully connected layer 1000 →
 * 2L follows (A). Layers and tensors are named as torchvision names them, with the stride in the
 * middle convolution of a bottleneck, so that its ImageNet weights fit ({@link PretrainedWeights});
 * the added layer is {@code head}.
 *
 * @param inputSize S, at least 32; the author's is not known (?), 224 is ImageNet's
 * @param width channels of the first stage, 64 in the original; smaller for experiments
 * @param standardise whether the network first subtracts ImageNet's mean and divides by its
 *     deviation, as its pretrained weights expect
 */
public record ResNet50(@SettingKey("input") int inputSize, int width, boolean standardise)
    implements NetworkSpec {
  /** The original. */
  public static final ResNet50 DEFAULT = new ResNet50(224, 64, true);

  static final String NAME = "resnet50";
  private static final int[] BLOCKS = {3, 4, 6, 3};
  private static final int CLASSES = 1000;

  /** Checks the numbers. */
  public ResNet50 {
    if (inputSize < 32 || inputSize > 1024) {
      throw new IllegalArgumentException("input must be from 32 to 1024 but was " + inputSize);
    }
    if (width < 1) {
      throw new IllegalArgumentException("width must be >= 1 but was " + width);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean channelsLast() {
    return false;
  }

  @Override
  public List<Layer> layers(int landmarks) {
    PlainCnn.requireLandmarks(landmarks);
    List<Layer> layers = new ArrayList<>();
    if (standardise) {
      layers.add(
          new Standardisation(
              "standardise", List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f)));
    }
    layers.add(new Convolution("conv1", 3, width, 7, 2, 3, 1, false));
    layers.add(new BatchNormalisation("bn1", width));
    layers.add(new Relu("relu"));
    layers.add(new MaxPooling("maxpool", 3, 2, 1));
    int in = width;
    for (int stage = 0; stage < BLOCKS.length; stage++) {
      int middle = width << stage;
      for (int block = 0; block < BLOCKS[stage]; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String name = "layer" + (stage + 1) + "." + block;
        layers.add(bottleneck(name, in, middle, stride, block == 0));
        layers.add(new Relu(name + ".relu"));
        in = 4 * middle;
      }
    }
    layers.add(new GlobalAveragePooling("avgpool"));
    layers.add(new Linear("fc", in, CLASSES));
    layers.add(new Linear("head", CLASSES, 2 * landmarks));
    return layers;
  }

  private static Residual bottleneck(String name, int in, int middle, int stride, boolean project) {
    int out = 4 * middle;
    List<Layer> body =
        List.of(
            new Convolution(name + ".conv1", in, middle, 1, 1, 0, 1, false),
            new BatchNormalisation(name + ".bn1", middle),
            new Relu(name + ".relu1"),
            new Convolution(name + ".conv2", middle, middle, 3, stride, 1, 1, false),
            new BatchNormalisation(name + ".bn2", middle),
            new Relu(name + ".relu2"),
            new Convolution(name + ".conv3", middle, out, 1, 1, 0, 1, false),
            new BatchNormalisation(name + ".bn3", out));
    List<Layer> shortcut =
        project
            ? List.of(
                new Convolution(name + ".downsample.0", in, out, 1, stride, 0, 1, false),
                new BatchNormalisation(name + ".downsample.1", out))
            : List.of();
    return new Residual(name + ".sum", body, shortcut);
  }
}
