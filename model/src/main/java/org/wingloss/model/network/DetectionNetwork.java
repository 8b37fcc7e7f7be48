package org.wingloss.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wingloss.data.line.SettingFamily;
import org.wingloss.model.layer.Convolution;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.MaxPooling;
import org.wingloss.model.layer.SpaceToDepth;

/**
 * The network of the built-in face detector: fully convolutional, without anchors (as FCOS; Tian et
 * al., ICCV 2019), ours. For every cell of {@value #STRIDE} × {@value #STRIDE} pixels it gives the
 * score of a face whose middle is there, and the face's box. It knows faces of one range of sizes,
 * {@link #LEAST_FACE} to {@link #MOST_FACE} pixels; a picture is searched at several scales.
 *
 * <p>Input (N, 3, H, W), RGB in [0, 1], H and W multiples of {@value #STRIDE}. Output (N, {@value
 * #NUMBERS}, H/{@value #STRIDE}, W/{@value #STRIDE}): the score's logit; the middle of the box from
 * the middle of the cell, x and y, in {@link #UNIT}s; the logarithms of the box's width and height
 * in {@link #UNIT}s. Batch normalisation throughout, no strided convolution.
 *
 * @param widths the channels at a quarter and at an eighth of the input's size
 * @param depth residual blocks at an eighth
 */
public record DetectionNetwork(List<Integer> widths, int depth) {
  /** 86 M multiply-adds for 128 × 128 pixels and 0.24 M parameters. */
  public static final DetectionNetwork DEFAULT = new DetectionNetwork(List.of(32, 64), 2);

  /** Pixels of a cell's side. */
  public static final int STRIDE = 8;

  /** Numbers per cell. */
  public static final int NUMBERS = 5;

  /** The length in which boxes are measured, pixels. */
  public static final double UNIT = 32;

  /** The smallest face that the network is to find, √(width · height) of its box, pixels. */
  public static final double LEAST_FACE = 20;

  /** The largest. */
  public static final double MOST_FACE = 56;

  /** The layer that gives the numbers; its first bias is the score's. */
  public static final String LAST = "cells";

  static final String NAME = "detection";

  private static final SettingFamily<DetectionNetwork> FAMILY =
      new SettingFamily<>(
          "detection network", "detection(depth=2)", 1, NetworkSpec.LARGEST, Map.of(NAME, DEFAULT));

  /** Each square of so many pixels' side becomes one pixel before the first convolution. */
  private static final int SQUARE = 4;

  /** Checks the numbers. */
  public DetectionNetwork {
    widths = List.copyOf(widths);
    PlainCnn.requireWidths(NAME, 2, widths);
    if (widths.size() != 2 || depth < 1 || depth > 16) {
      throw new IllegalArgumentException(
          "%s needs 2 widths and a depth of 1 to 16 but had %s and %d"
              .formatted(NAME, widths, depth));
    }
  }

  /**
   * Reads the one-line form, {@code detection(widths=32-64,depth=2)}.
   *
   * @throws IllegalArgumentException if the line names no such network or a parameter does not fit
   */
  public static DetectionNetwork of(String line) {
    return FAMILY.parse(line);
  }

  /** The one-line form that {@link #of} reads. */
  public String line() {
    return FAMILY.printChanged(NAME, this);
  }

  /** The size of a square input. */
  public static Extent input(int side) {
    return new Extent(3, side, side);
  }

  /** The layers in order. */
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    int quarter = widths.get(0);
    int width = widths.get(1);
    layers.add(new SpaceToDepth("squares", SQUARE));
    LightNetwork.convolved(layers, "quarter", 3 * SQUARE * SQUARE, quarter);
    LightNetwork.refined(layers, "quarter1", quarter);
    layers.add(MaxPooling.half("quarter.pool"));
    LightNetwork.convolved(layers, "eighth", quarter, width);
    for (int block = 1; block <= depth; block++) {
      LightNetwork.refined(layers, "eighth" + block, width);
    }
    LightNetwork.convolved(layers, "head", width, width);
    layers.add(Convolution.same3x3(LAST, width, NUMBERS));
    return layers;
  }
}
