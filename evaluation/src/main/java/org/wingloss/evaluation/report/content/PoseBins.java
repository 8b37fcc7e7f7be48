package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.wingloss.evaluation.score.Scores;

/**
 * The NME by pose: by yaw in degrees where the ground truth knows it for every face, else by the
 * yaw proxy of the ground-truth landmarks.
 */
public final class PoseBins {
  /** The unit of bins where the ground truth does not tell the yaw in degrees. */
  public static final String PROXY_UNIT = "yaw proxy";

  private static final double[] DEGREES = {-90, -60, -45, -30, -15, 15, 30, 45, 60, 90};
  private static final double[] PROXY = {-1.5, -0.75, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.75, 1.5};

  /**
   * The faces of a range of poses.
   *
   * @param unit {@code yaw in degrees} or {@code yaw proxy}
   * @param from lower end
   * @param to upper end
   * @param faces how many, at least 1
   * @param nme a share of the norm
   */
  public record Bin(String unit, double from, double to, int faces, double nme) {}

  private PoseBins() {}

  /** The bins that hold faces; empty where no pose can be told. */
  public static List<Bin> of(Scores scores, String norm) {
    double[] yaw = scores.yaw();
    boolean known = Arrays.stream(yaw).noneMatch(Double::isNaN);
    double[] pose = known ? yaw : scores.yawProxy();
    double[] edges = known ? DEGREES : PROXY;
    double[] errors = scores.byFace(norm);
    List<Bin> bins = new ArrayList<>();
    for (int k = 0; k + 1 < edges.length; k++) {
      double from = edges[k];
      double to = edges[k + 1];
      boolean first = k == 0;
      boolean last = k + 2 == edges.length;
      double[] inside =
          IntStream.range(0, pose.length)
              .filter(i -> (first || pose[i] >= from) && (last || pose[i] < to))
              .filter(i -> !Double.isNaN(pose[i]) && !Double.isNaN(errors[i]))
              .mapToDouble(i -> errors[i])
              .sorted()
              .toArray();
      if (inside.length > 0) {
        String unit = known ? "yaw in degrees" : PROXY_UNIT;
        bins.add(new Bin(unit, from, to, inside.length, StatUtils.mean(inside)));
      }
    }
    return bins;
  }
}
