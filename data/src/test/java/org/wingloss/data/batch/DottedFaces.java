package org.wingloss.data.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.TestPictures;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Pictures in which each of five landmarks is a soft spot: the left eye red, the right eye green,
 * the nose blue, the left corner of the mouth red, the right one green.
 */
public final class DottedFaces {
  static final int[] CHANNEL = {0, 1, 2, 0, 1};
  private static final double[][] FACE = {{-40, -30}, {38, -34}, {3, 4}, {-28, 44}, {30, 41}};

  private DottedFaces() {}

  public static LandmarkScheme scheme() {
    return new LandmarkScheme(
        "dotted-5",
        5,
        "two eyes, a nose, two corners of a mouth",
        List.of(List.of(0, 1), List.of(3, 4)),
        List.of(0),
        List.of(1),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  /** Writes pictures of 320 × 280 pixels, black but for the spots. */
  public static List<Face> write(Path folder, int faces, double sigma) {
    List<Face> out = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < faces; n++) {
      RgbImage picture = new RgbImage(320, 280);
      double[][] points = new double[5][];
      for (int i = 0; i < 5; i++) {
        points[i] =
            new double[] {
              160 + 1.2 * FACE[i][0] + random.nextDouble(-6, 6),
              140 + 1.2 * FACE[i][1] + random.nextDouble(-6, 6)
            };
        TestPictures.addSpot(picture, points[i][0], points[i][1], sigma, CHANNEL[i]);
      }
      String id = "face-" + n + ".png";
      ImageFiles.writePng(picture, folder.resolve(id));
      out.add(
          new Face(id, folder.resolve(id), Landmarks.ofPoints(points), Optional.empty(), Set.of()));
    }
    return out;
  }

  /** The middle of one channel's light within ±reach pixels of (x, y); NaN where it is dark. */
  static double[] spot(float[] pixels, int size, int channel, double x, double y, int reach) {
    double sum = 0;
    double sx = 0;
    double sy = 0;
    int left = (int) Math.round(x);
    int top = (int) Math.round(y);
    for (int v = Math.max(0, top - reach); v <= Math.min(size - 1, top + reach); v++) {
      for (int u = Math.max(0, left - reach); u <= Math.min(size - 1, left + reach); u++) {
        double light = pixels[3 * (v * size + u) + channel];
        sum += light;
        sx += light * u;
        sy += light * v;
      }
    }
    return sum < 0.5 ? new double[] {Double.NaN, Double.NaN} : new double[] {sx / sum, sy / sum};
  }
}
