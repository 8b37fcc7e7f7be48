package org.wingloss.model.network;

/**
 * What happens to pixels before the network sees them, written down for readers of {@code
 * model.json} and of the ONNX metadata. Version 1 knows one way (docs/paper.md, section 3; A):
 * everything else is the network's own business.
 *
 * @param colour the order of the channels
 * @param range the values of black and white
 * @param layout the axes of the input
 * @param crop how the box's edges meet the pixels
 */
public record Preprocessing(String colour, String range, String layout, String crop) {
  public static final Preprocessing VERSION_1 =
      new Preprocessing(
          "rgb",
          "0..1",
          "nchw",
          "box edges at -0.5 and size-0.5, bilinear with averaging when shrinking, borders repeat");

  /** Refuses what version 1 does not know. */
  public Preprocessing {
    require("colour", colour, "rgb");
    require("range", range, "0..1");
    require("layout", layout, "nchw");
  }

  private static void require(String key, String value, String expected) {
    if (!value.equals(expected)) {
      throw new IllegalArgumentException(
          "%s must be '%s' but was '%s'".formatted(key, expected, value));
    }
  }
}
