package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.line.SettingKey;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.MaxPooling;
import org.wingloss.model.layer.Residual;
import org.wingloss.model.layer.SoftArgmax;
import org.wingloss.model.layer.SpaceToDepth;
import org.wingloss.model.layer.Upsampling;

/**
 * A network with one heatmap per landmark and soft-argmax (integral regression) at its end: an
 * hourglass (Newell et al., ECCV 2016), small and of ours. A convolution has the same weights at
 * every place, where a fully connected layer learns each place by itself. Every predicted landmark
 * lies inside the input.
 *
 * <p>Two halvings lead to a quarter of the input's size; each further width halves once more, and
 * on the way back every size adds what it was before it was halved. Batch normalisation throughout,
 * no strided convolution.
 *
 * @param inputSize S, a multiple of 4·2^(number of widths − 1)
 * @param widths the channels at S/4, S/8, …; the first a multiple of 4
 * @param patch side of the squares of pixels that the first convolution sees as one place: 1, 2 or
 *     4. With 1 a convolution and a pooling halve at S and at S/2; with 4 the first convolution is
 *     at S/4 already: about as many multiply-adds, in fewer and larger matrix products
 */
public record Hourglass(@SettingKey("input") int inputSize, List<Integer> widths, int patch)
    implements NetworkSpec {
  /** 328 M multiply-adds and 2.0 M parameters for L = 68. */
  public static final Hourglass DEFAULT = new Hourglass(128, List.of(64, 96, 128, 192), 1);

  static final String NAME = "hourglass";

  /** The heatmaps have a quarter of the input's side. */
  private static final int STEP = 4;

  /** Checks the numbers. */
  public Hourglass {
    widths = List.copyOf(widths);
    PlainCnn.requireWidths(NAME, 6, widths);
    if (widths.get(0) % STEP != 0) {
      throw new IllegalArgumentException(
          "hourglass needs a first width that is a multiple of %d but had %s"
              .formatted(STEP, widths));
    }
    PlainCnn.requireHalving(NAME, widths.size() + 1, STEP << (widths.size() - 1), inputSize);
    if (patch != 1 && patch != 2 && patch != STEP) {
      throw new IllegalArgumentException(
          "hourglass needs a patch of 1, 2 or 4 pixels but had " + patch);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean channelsLast() {
    return true;
  }

  @Override
  public List<Layer> layers(int landmarks) {
    PlainCnn.requireLandmarks(landmarks);
    int width = widths.get(0);
    List<Layer> layers = new ArrayList<>();
    int channels = 3;
    if (patch > 1) {
      layers.add(new SpaceToDepth("patches", patch));
      channels *= patch * patch;
    }
    for (int halved = patch; halved < STEP; halved *= 2) {
      String stem = "stem" + halved;
      int out = width * halved / STEP;
      LightNetwork.convolved(layers, stem, channels, out);
      layers.add(MaxPooling.half(stem + ".pool"));
      channels = out;
    }
    LightNetwork.convolved(layers, "stem3", channels, width);
    LightNetwork.refined(layers, "down1", width);
    if (widths.size() > 1) {
      layers.add(below(1));
    }
    LightNetwork.convolved(layers, "up1", width, width);
    // Not 1 x 1: the oneDNN of libtorch 2.7.1 computes that wrongly on some processors (seen on
    // Zen 5), from 16 faces on where the number of heatmaps is no multiple of 32.
    layers.add(Convolution.same3x3("maps", width, landmarks));
    layers.add(new SoftArgmax("position", inputSize / STEP, STEP));
    return layers;
  }

  /** What the sizes below add to this one: down, refined, deeper still, and up again. */
  private Residual below(int depth) {
    int above = widths.get(depth - 1);
    int width = widths.get(depth);
    String number = Integer.toString(depth + 1);
    List<Layer> layers = new ArrayList<>();
    layers.add(MaxPooling.half("down" + number + ".pool"));
    LightNetwork.convolved(layers, "down" + number + ".in", above, width);
    LightNetwork.refined(layers, "down" + number, width);
    if (depth + 1 < widths.size()) {
      layers.add(below(depth + 1));
      LightNetwork.convolved(layers, "up" + number, width, width);
    }
    layers.add(new Convolution("up" + number + ".out", width, above, 1, 1, 0, 1, true));
    layers.add(new Upsampling("up" + number + ".twice"));
    return new Residual("size" + number + ".sum", layers, List.of());
  }
}
