package org.wingloss.model.network;

import java.util.List;
import org.wingloss.data.line.SettingKey;
import org.wingloss.model.layer.Layer;

/**
 * CNN-7 (docs/paper.md, section 3): input 128 × 128 × 3, one block more than {@link Cnn6}. Its
 * first convolution has 64 kernels (R); the other widths and the fully connected layer are not
 * published (?): the default 64-128-256-512-512-512 with 1024 is ours.
 *
 * @param inputSize S, a multiple of 64
 * @param widths the channels of the six blocks
 * @param hidden the width of the first fully connected layer
 */
public record Cnn7(@SettingKey("input") int inputSize, List<Integer> widths, int hidden)
    implements NetworkSpec {
  /** Our default. */
  public static final Cnn7 DEFAULT = new Cnn7(128, List.of(64, 128, 256, 512, 512, 512), 1024);

  static final String NAME = "cnn7";

  /** Checks the numbers. */
  public Cnn7 {
    widths = List.copyOf(widths);
    PlainCnn.check(NAME, 6, inputSize, widths, hidden);
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
    return PlainCnn.layers(inputSize, widths, hidden, landmarks);
  }
}
