package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.line.SettingKey;
import org.wingloss.model.layer.BatchNormalisation;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Linear;
import org.wingloss.model.layer.Relu;
import org.wingloss.model.layer.Residual;

/**
 * A small residual network of ours for the cost of {@link Cnn6}: two convolutions, then one basic
 * residual block per width (He et al., CVPR 2016), halving from the second on, all with batch
 * normalisation, and one fully connected layer on the unpooled feature maps. Pooling each of them
 * to one number would discard where things are.
 *
 * @param inputSize S, a multiple of 2^(number of widths)
 * @param stem channels of the first convolution, at full resolution
 * @param widths the channels of the blocks
 */
public record LightNetwork(@SettingKey("input") int inputSize, int stem, List<Integer> widths)
    implements NetworkSpec {
  /** 69,959,680 multiply-adds and 1,787,800 parameters for L = 68. */
  public static final LightNetwork DEFAULT = new LightNetwork(64, 16, List.of(32, 64, 128, 256));

  static final String NAME = "light";

  /** Checks the numbers. */
  public LightNetwork {
    widths = List.copyOf(widths);
    PlainCnn.requireWidths(NAME, 8, widths);
    PlainCnn.requireHalving(NAME, widths.size(), 1 << widths.size(), inputSize);
    if (stem < 1) {
      throw new IllegalArgumentException("stem must be >= 1 but was " + stem);
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
    convolved(layers, "stem1", 3, stem);
    int channels = widths.get(0);
    normalised(layers, "stem2", stem, channels, 2);
    layers.add(new Relu("stem2.relu"));
    int number = 1;
    for (int width : widths) {
      String name = "block" + number;
      layers.add(basic(name, channels, width, number == 1 ? 1 : 2));
      layers.add(new Relu(name + ".relu"));
      channels = width;
      number++;
    }
    int side = inputSize >> widths.size();
    layers.add(new Linear("head", channels * side * side, 2 * landmarks));
    return layers;
  }

  private static Residual basic(String name, int in, int out, int stride) {
    List<Layer> body = new ArrayList<>();
    normalised(body, name + ".1", in, out, stride);
    body.add(new Relu(name + ".1.relu"));
    normalised(body, name + ".2", out, out, 1);
    List<Layer> shortcut = new ArrayList<>();
    if (stride != 1 || in != out) {
      shortcut.add(new Convolution(name + ".side.conv", in, out, 1, stride, 0, 1, false));
      shortcut.add(new BatchNormalisation(name + ".side.norm", out));
    }
    return new Residual(name + ".sum", body, shortcut);
  }

  /** A convolution without bias and its batch normalisation. */
  static void normalised(List<Layer> layers, String name, int in, int out, int stride) {
    layers.add(new Convolution(name + ".conv", in, out, 3, stride, 1, 1, false));
    layers.add(new BatchNormalisation(name + ".norm", out));
  }

  /** The same and a ReLU. */
  static void convolved(List<Layer> layers, String name, int in, int out) {
    normalised(layers, name, in, out, 1);
    layers.add(new Relu(name + ".relu"));
  }

  /** A basic residual block that keeps size and channels. */
  static void refined(List<Layer> layers, String name, int width) {
    layers.add(basic(name, width, width, 1));
    layers.add(new Relu(name + ".relu"));
  }
}
