package org.wingloss.data.synthetic.photograph;

import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.head.LandmarkLayout;
import org.wingloss.data.synthetic.head.Outline;
import org.wingloss.data.synthetic.head.ThinPlateSpline;
import org.wingloss.data.synthetic.render.HoleFilling;
import org.wingloss.data.synthetic.render.Shader;

/**
 * The skin of a frontal photograph, unrolled: what a head wears instead of painted skin. A
 * thin-plate spline takes the head's landmarks on the unrolled face to those in the photograph.
 * Beyond jaw and forehead the photograph fades out.
 */
public final class PhotographedSkin {
  private static final int SIDE = 400;
  private static final float LEFT = -110;
  private static final float TOP = -70;
  private static final float EXTENT = 220;
  private static final float PER_MM = SIDE / EXTENT;
  private static final int STEP = 8;
  private static final int JAW_POINTS = 17;

  /** Millimetres inside the face's edge from which on the photograph counts in full. */
  private static final double FADING = 5;

  /** Millimetres beyond the edge over which its colours pass into those of painted skin. */
  private static final double REACH = 45;

  /** Where cheeks and chin show plain skin: their mean is the colour of neck and ears. */
  private static final int[][] PLAIN = {{-38, 30}, {38, 30}, {-30, 22}, {30, 22}, {0, 92}};

  private final int[] colours = new int[SIDE * SIDE];
  private final byte[] shares = new byte[SIDE * SIDE];
  private final int mean;

  /**
   * Unrolls a photograph.
   *
   * @param landmarks the 68 landmarks of 300-W in its pixels
   */
  public PhotographedSkin(RgbImage photograph, Landmarks landmarks) {
    List<double[]> sheet = LandmarkLayout.of("300w-68").sheet();
    if (landmarks.count() != sheet.size()) {
      throw new IllegalArgumentException(
          "a photographed skin needs %d landmarks but got %d"
              .formatted(sheet.size(), landmarks.count()));
    }
    double[] u = new double[sheet.size()];
    double[] v = new double[sheet.size()];
    double[][] pixels = new double[sheet.size()][];
    for (int i = 0; i < u.length; i++) {
      u[i] = sheet.get(i)[0];
      v[i] = sheet.get(i)[1];
      pixels[i] = new double[] {landmarks.x(i), landmarks.y(i)};
    }
    ThinPlateSpline place = new ThinPlateSpline(u, v, pixels, 0.5);
    float[] shown = unroll(photograph, nodes(place), edge(sheet));
    fillAround(shown);
    mean = plainColour();
  }

  /** The spline's values at every {@value #STEP}th texel: between them it is as good as linear. */
  private static double[][][] nodes(ThinPlateSpline place) {
    int count = SIDE / STEP + 1;
    double[][][] nodes = new double[count][count][];
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < count; column++) {
        nodes[row][column] = place.at(u(column * STEP), v(row * STEP));
      }
    }
    return nodes;
  }

  /** What the photograph shows; the result says where and how surely. */
  private float[] unroll(RgbImage photograph, double[][][] nodes, double[][] edge) {
    float[] shown = new float[SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double inside = Outline.inside(edge, u(column), v(row));
        if (inside > 0) {
          double[][] above = nodes[row / STEP];
          double[][] below = nodes[row / STEP + 1];
          int left = column / STEP;
          double across = column % STEP / (double) STEP;
          double down = row % STEP / (double) STEP;
          double x = between(above, below, left, 0, across, down);
          double y = between(above, below, left, 1, across, down);
          colours[row * SIDE + column] = sample(photograph, x, y);
        }
        shown[row * SIDE + column] = (float) Math.min(1, Math.max(0, inside / FADING));
        shares[row * SIDE + column] =
            (byte) Math.round(255 * Math.min(1, Math.max(0, 1 + inside / REACH)));
      }
    }
    return shown;
  }

  /** What lies around has the colours of the rim, so that no seam shows where the face ends. */
  private void fillAround(float[] shown) {
    float[][] channels = new float[3][colours.length];
    for (int i = 0; i < colours.length; i++) {
      for (int c = 0; c < 3; c++) {
        channels[c][i] = (colours[i] >> (16 - 8 * c)) & 255;
      }
    }
    HoleFilling.fill(channels, shown, SIDE);
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Shader.pack(channels[0][i], channels[1][i], channels[2][i]);
    }
  }

  private static double between(
      double[][] above, double[][] below, int left, int axis, double across, double down) {
    double top = above[left][axis] + across * (above[left + 1][axis] - above[left][axis]);
    double bottom = below[left][axis] + across * (below[left + 1][axis] - below[left][axis]);
    return top + down * (bottom - top);
  }

  private static double u(int column) {
    return LEFT + (column + 0.5) / PER_MM;
  }

  private static double v(int row) {
    return TOP + (row + 0.5) / PER_MM;
  }

  /** The jaw, and over the brows from one temple to the other. */
  private static double[][] edge(List<double[]> sheet) {
    double[][] edge = new double[JAW_POINTS + 4][];
    for (int i = 0; i < JAW_POINTS; i++) {
      // Beside the eyes there is hair.
      double high = Math.pow(Math.abs(i - 8) / 8.0, 3);
      edge[i] = new double[] {(1 - 0.16 * high) * sheet.get(i)[0], sheet.get(i)[1]};
    }
    double side = Math.abs(sheet.get(0)[0]);
    edge[JAW_POINTS] = new double[] {0.72 * side, -22};
    edge[JAW_POINTS + 1] = new double[] {0.4 * side, -40};
    edge[JAW_POINTS + 2] = new double[] {-0.4 * side, -40};
    edge[JAW_POINTS + 3] = new double[] {-0.72 * side, -22};
    return edge;
  }

  private static int sample(RgbImage image, double x, double y) {
    double cx = Math.max(0, Math.min(image.width() - 1.001, x));
    double cy = Math.max(0, Math.min(image.height() - 1.001, y));
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(image.width() - 1, x0 + 1);
    int y1 = Math.min(image.height() - 1, y0 + 1);
    int above = Shader.mix(pixel(image, x0, y0), pixel(image, x1, y0), (float) (cx - x0));
    int below = Shader.mix(pixel(image, x0, y1), pixel(image, x1, y1), (float) (cx - x0));
    return Shader.mix(above, below, (float) (cy - y0));
  }

  private static int pixel(RgbImage image, int x, int y) {
    int at = 3 * (y * image.width() + x);
    byte[] rgb = image.rgb();
    return (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | (rgb[at + 2] & 255);
  }

  private int plainColour() {
    float red = 0;
    float green = 0;
    float blue = 0;
    int count = 0;
    for (int[] place : PLAIN) {
      for (int dv = -4; dv <= 4; dv++) {
        for (int du = -4; du <= 4; du++) {
          int c = colours[texel(place[0] + du, place[1] + dv)];
          red += c >> 16 & 255;
          green += c >> 8 & 255;
          blue += c & 255;
          count++;
        }
      }
    }
    return Shader.pack(red / count, green / count, blue / count);
  }

  /** The mean colour of the skin. */
  public int mean() {
    return mean;
  }

  /** The photograph's share of the colour at (u, v), millimetres: 0 none, 256 all of it. */
  int share(float u, float v) {
    int at = texel(u, v);
    return at < 0 ? 0 : (shares[at] & 255) + ((shares[at] & 255) >> 7);
  }

  /** The colour at (u, v) where there is a share. */
  int colour(float u, float v) {
    return colours[texel(u, v)];
  }

  private static int texel(float u, float v) {
    int x = (int) ((u - LEFT) * PER_MM);
    int y = (int) ((v - TOP) * PER_MM);
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? -1 : y * SIDE + x;
  }
}
