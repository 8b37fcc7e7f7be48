package org.wingloss.data.synthetic.photograph;

import java.util.ArrayDeque;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.head.LinearSystem;

/**
 * What of a studio photograph is the person: all that the plain background, which touches the
 * picture's top and sides, does not reach. A picture whose background is not plain is all person.
 */
public final class Matte {
  /** Levels by which a channel may differ from the background's expected colour. */
  private static final double TOLERANCE = 45;

  /** Neighbouring pixels of the background differ by at most this much, summed over channels. */
  private static final int STEP = 14;

  /** Terms of the polynomial of second degree that the background's colours follow. */
  private static final int TERMS = 6;

  private static final int FITS = 3;

  private Matte() {}

  /** One value per pixel, row by row: whether it shows the person. */
  public static boolean[] person(RgbImage image) {
    int width = image.width();
    int height = image.height();
    float[] difference = difference(image);
    boolean[] background = new boolean[width * height];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int x = 0; x < width; x++) {
      reach(x, difference, background, open);
    }
    for (int y = 0; y < height; y++) {
      reach(y * width, difference, background, open);
      reach(y * width + width - 1, difference, background, open);
    }
    while (!open.isEmpty()) {
      int at = open.remove();
      int x = at % width;
      int[] neighbours = {x > 0 ? at - 1 : at, x + 1 < width ? at + 1 : at, at - width, at + width};
      for (int next : neighbours) {
        if (next >= 0 && next < background.length && step(image, at, next) <= STEP) {
          reach(next, difference, background, open);
        }
      }
    }
    boolean[] person = new boolean[background.length];
    boolean plain = isPlain(background, width, height);
    for (int i = 0; i < person.length; i++) {
      person[i] = !plain || !(background[i] || touches(background, i, width));
    }
    return person;
  }

  /** The person's rim has the background's colour mixed in. */
  private static boolean touches(boolean[] background, int at, int width) {
    int x = at % width;
    return (x > 0 && background[at - 1])
        || (x + 1 < width && background[at + 1])
        || (at >= width && background[at - width])
        || (at + width < background.length && background[at + width]);
  }

  private static void reach(
      int at, float[] difference, boolean[] background, ArrayDeque<Integer> open) {
    if (!background[at] && difference[at] < TOLERANCE) {
      background[at] = true;
      open.add(at);
    }
  }

  private static int step(RgbImage image, int a, int b) {
    int sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += Math.abs((image.rgb()[3 * a + c] & 255) - (image.rgb()[3 * b + c] & 255));
    }
    return sum;
  }

  /** A plain background fills the upper corners and leaves the middle alone. */
  private static boolean isPlain(boolean[] background, int width, int height) {
    int corners = 0;
    int side = Math.max(1, width / 12);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        corners += background[y * width + x] ? 1 : 0;
        corners += background[y * width + width - 1 - x] ? 1 : 0;
      }
    }
    int middle = 0;
    for (int y = height * 2 / 5; y < height * 3 / 5; y++) {
      for (int x = width * 2 / 5; x < width * 3 / 5; x++) {
        middle += background[y * width + x] ? 1 : 0;
      }
    }
    return corners >= 1.8 * side * side && middle == 0;
  }

  /** The largest difference of a channel from the background's colour at the same place. */
  private static float[] difference(RgbImage image) {
    float[] difference = new float[image.width() * image.height()];
    // Hair and shoulders in the corners leave the first fit's background and with it the next fit.
    for (int fit = 0; fit < FITS; fit++) {
      difference = difference(image, background(image, difference));
    }
    return difference;
  }

  /** Weights of the polynomial through the upper corners and the sides, where they are plain. */
  private static double[][] background(RgbImage image, float[] difference) {
    int width = image.width();
    int height = image.height();
    double[][] normal = new double[TERMS][TERMS + 3];
    int border = Math.max(1, width / 12);
    for (int y = 0; y < (3 * height) / 5; y++) {
      for (int x = 0; x < width; x++) {
        int fromSide = Math.min(x, width - 1 - x);
        boolean outside = fromSide < border || (y < border && fromSide < width / 4);
        if (outside && difference[y * width + x] < TOLERANCE) {
          add(normal, terms(x, y, width, height), image, y * width + x);
        }
      }
    }
    for (int k = 0; k < TERMS; k++) {
      normal[k][k] += 1e-6;
    }
    return LinearSystem.solve(normal, 3);
  }

  private static float[] difference(RgbImage image, double[][] weights) {
    float[] out = new float[image.width() * image.height()];
    for (int i = 0; i < out.length; i++) {
      int row = i / image.width();
      double[] terms = terms(i % image.width(), row, image.width(), image.height());
      for (int c = 0; c < 3; c++) {
        double expected = 0;
        for (int k = 0; k < TERMS; k++) {
          expected += terms[k] * weights[k][c];
        }
        out[i] = (float) Math.max(out[i], Math.abs((image.rgb()[3 * i + c] & 255) - expected));
      }
    }
    return out;
  }

  private static double[] terms(int x, int y, int width, int height) {
    double u = 2.0 * x / width - 1;
    double v = 2.0 * y / height - 1;
    return new double[] {1, u, v, u * u, u * v, v * v};
  }

  private static void add(double[][] normal, double[] terms, RgbImage image, int pixel) {
    for (int r = 0; r < TERMS; r++) {
      for (int k = 0; k < TERMS; k++) {
        normal[r][k] += terms[r] * terms[k];
      }
      for (int c = 0; c < 3; c++) {
        normal[r][TERMS + c] += terms[r] * (image.rgb()[3 * pixel + c] & 255);
      }
    }
  }
}
