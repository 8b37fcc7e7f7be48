package org.wingloss.evaluation.metric;

/**
 * Other computations of the AUC in use, so that a number from elsewhere can be reproduced. They are
 * for comparison only: {@link AreaUnderCurve} is exact.
 */
public enum AreaUnderCurveVariant {
  /**
   * Simpson's rule over the CED at steps of 0.0001 (R: widely copied Python code). Where the
   * floating-point grid {@code arange(0, t + step, step)} has one point too many the area reaches
   * beyond t; an even number of points averages the two ways to place the trapezium, as SciPy did
   * before 1.11.
   */
  SIMPSON("simpson") {
    @Override
    public double of(FaceErrors faces, double threshold) {
      int points = (int) Math.ceil((threshold + STEP) / STEP);
      double[] x = new double[points];
      double[] y = new double[points];
      for (int i = 0; i < points; i++) {
        x[i] = i * STEP;
        y[i] = CumulativeErrorDistribution.at(faces, x[i]);
      }
      int last = points - 1;
      double area;
      if (points % 2 == 1) {
        area = simpson(x, y, 0, last);
      } else {
        double end = 0.5 * (x[last] - x[last - 1]) * (y[last] + y[last - 1]);
        double start = 0.5 * (x[1] - x[0]) * (y[1] + y[0]);
        area = (end + simpson(x, y, 0, last - 1) + start + simpson(x, y, 1, last)) / 2;
      }
      return area / threshold;
    }
  },
  /**
   * The mean share of faces strictly below 0, t/20 … 19t/20 (as keypoint toolboxes sum, which
   * however count landmarks where this counts faces).
   */
  LEFT_SUM_20("left-sum-20") {
    @Override
    public double of(FaceErrors faces, double threshold) {
      double sum = 0;
      for (int i = 0; i < 20; i++) {
        sum += CumulativeErrorDistribution.at(faces, Math.nextDown(i / 20.0 * threshold));
      }
      return sum / 20;
    }
  };

  private static final double STEP = 0.0001;

  private final String label;

  AreaUnderCurveVariant(String label) {
    this.label = label;
  }

  /** The name in reports. */
  public String label() {
    return label;
  }

  /**
   * The area, 0 to 1 or slightly more where the variant overshoots.
   *
   * @param threshold t, a share of the norm
   */
  public abstract double of(FaceErrors faces, double threshold);

  /** Composite Simpson over the points from {@code from} to {@code to}, an even distance apart. */
  private static double simpson(double[] x, double[] y, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i += 2) {
      double h0 = x[i + 1] - x[i];
      double h1 = x[i + 2] - x[i + 1];
      sum +=
          (h0 + h1)
              / 6
              * (y[i] * (2 - h1 / h0)
                  + y[i + 1] * (h0 + h1) * (h0 + h1) / (h0 * h1)
                  + y[i + 2] * (2 - h0 / h1));
    }
    return sum;
  }
}
