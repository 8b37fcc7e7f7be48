package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Linear;
import org.wingloss.model.layer.MaxPooling;
import org.wingloss.model.layer.Relu;

/**
 * What CNN-6 and CNN-7 share: blocks of convolution, ReLU and pooling, then two fully connected
 * layers; and checks of numbers that all networks share.
 */
final class PlainCnn {
  private PlainCnn() {}

  /** Checks the numbers of a plain network. */
  static void check(String name, int blocks, int inputSize, List<Integer> widths, int hidden) {
    if (widths.size() != blocks || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "%s needs %d positive widths but was given %s".formatted(name, blocks, widths));
    }
    requireHalving(name, blocks, 1 << blocks, inputSize);
    if (hidden < 1) {
      throw new IllegalArgumentException("hidden must be >= 1 but was " + hidden);
    }
  }

  static List<Layer> layers(int inputSize, List<Integer> widths, int hidden, int landmarks) {
    requireLandmarks(landmarks);
    List<Layer> layers = new ArrayList<>();
    int channels = 3;
    int number = 1;
    for (int width : widths) {
      layers.add(Convolution.same3x3("conv" + number, channels, width));
      layers.add(new Relu("relu" + number));
      layers.add(MaxPooling.half("pool" + number));
      channels = width;
      number++;
    }
    int side = inputSize >> widths.size();
    layers.add(new Linear("fc1", channels * side * side, hidden));
    layers.add(new Relu("relu" + number));
    layers.add(new Linear("fc2", hidden, 2 * landmarks));
    return layers;
  }

  /** Refuses an input that cannot be halved so often. */
  static void requireHalving(String name, int times, int multiple, int inputSize) {
    if (inputSize < multiple || inputSize % multiple != 0 || inputSize > 1024) {
      throw new IllegalArgumentException(
          "%s halves its input %d times: input must be a multiple of %d up to 1024 but was %d"
              .formatted(name, times, multiple, inputSize));
    }
  }

  /** Refuses no widths, too many, or one below 1. */
  static void requireWidths(String name, int most, List<Integer> widths) {
    if (widths.isEmpty() || widths.size() > most || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException(
          "%s needs 1 to %d positive widths but had %s".formatted(name, most, widths));
    }
  }

  static void requireLandmarks(int landmarks) {
    if (landmarks < 1) {
      throw new IllegalArgumentException("landmarks must be >= 1 but was " + landmarks);
    }
  }
}
