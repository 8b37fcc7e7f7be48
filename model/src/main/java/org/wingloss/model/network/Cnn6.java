package org.wingloss.model.network;

import java.util.List;
import org.wingloss.data.line.SettingKey;
import org.wingloss.model.layer.Layer;

/**
 * CNN-6 (paper, figure 2; P): input 64 × 64 × 3; five blocks of 3 × 3 convolution, ReLU and halving
 * max-pool with 32, 64, 128, 256, 512 channels; a fully connected layer of 1024 with ReLU; a fully
 * connected layer of 2L. No batch normalisation, dropout or residuals (U1 90 %). 3,806,152
 * parameters for L = 68.
 *
 * @param inputSize S, a multiple of 32
 * @param widths the channels of the five blocks
 * @param hidden the width of the first fully connected layer
 */
public record Cnn6(@SettingKey("input") int inputSize, List<Integer> widths, int hidden)
    implements NetworkSpec {
  /** The network of figure 2. */
  public static final Cnn6 PAPER = new Cnn6(64, List.of(32, 64, 128, 256, 512), 1024);

  /**
   * The author's network with doubled filters, 64 … 1024 (A); its fully connected layer stays at
   * 1024 (?).
   */
  public static final Cnn6 DOUBLED = new Cnn6(64, List.of(64, 128, 256, 512, 1024), 1024);

  static final String NAME = "cnn6";
  static final String DOUBLED_NAME = "cnn6-doubled";

  /** Checks the numbers. */
  public Cnn6 {
    widths = List.copyOf(widths);
    PlainCnn.check(NAME, 5, inputSize, widths, hidden);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String line() {
    boolean doubled = widths.equals(DOUBLED.widths);
    return NetworkLine.FAMILY.printChanged(doubled ? DOUBLED_NAME : NAME, this);
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
