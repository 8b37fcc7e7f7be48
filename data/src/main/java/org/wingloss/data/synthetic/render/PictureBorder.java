package org.wingloss.data.synthetic.render;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * A picture that ends near the face, or in it: beyond lies a black or a plain margin, or the last
 * pixels go on.
 */
public final class PictureBorder {
  private enum Margin {
    BLACK,
    PLAIN,
    REPEATED
  }

  private final int side;
  private final double place;
  private final Margin margin;
  private final int colour;

  public PictureBorder(RandomGenerator random) {
    side = random.nextInt(4);
    place = random.nextDouble(-0.18, 0.15);
    double kind = random.nextDouble();
    margin = kind < 0.5 ? Margin.BLACK : kind < 0.65 ? Margin.PLAIN : Margin.REPEATED;
    colour = random.nextInt(0x1000000);
  }

  /**
   * Draws the margin, which shows background alone.
   *
   * @param labels of the canvas of which the picture is made
   * @param face the box of the face in the picture; the picture ends at most 15 % of its side
   *     inside it and 18 % outside
   */
  public void apply(RgbImage image, byte[] labels, Box face) {
    boolean across = side < 2;
    boolean low = side % 2 == 0;
    double length = across ? face.width() : face.height();
    double near = across ? low ? face.left() : face.right() : low ? face.top() : face.bottom();
    int end = (int) Math.round(near + (low ? place : -place) * length);
    int size = across ? image.width() : image.height();
    int last = Math.max(0, Math.min(size - 1, low ? end : end - 1));
    byte[] rgb = image.rgb();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int along = across ? x : y;
        if (isBeyond(along, last)) {
          int at = 3 * (y * image.width() + x);
          int from = 3 * (across ? y * image.width() + last : last * image.width() + x);
          for (int k = 0; k < 3; k++) {
            rgb[at + k] =
                switch (margin) {
                  case BLACK -> 0;
                  case PLAIN -> (byte) (colour >> (8 * k));
                  case REPEATED -> rgb[from + k];
                };
          }
        }
      }
    }
    int canvas = Supersampling.canvasSide(image.width());
    double step = canvas / (double) image.width();
    for (int row = 0, at = 0; row < canvas; row++) {
      for (int column = 0; column < canvas; column++, at++) {
        int along = (int) (((across ? column : row) + 0.5) / step);
        if (isBeyond(along, last)) {
          labels[at] = Part.BACKGROUND.label();
        }
      }
    }
  }

  private boolean isBeyond(int along, int last) {
    return side % 2 == 0 ? along < last : along > last;
  }
}
