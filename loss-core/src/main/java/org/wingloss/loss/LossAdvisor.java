package org.wingloss.loss;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters for a network input and a coordinate scale, and what is odd about a setting. The
 * paper's (10, 2) belong to pixels of a 64-pixel input; used on targets in [0, 1] without
 * rescaling, the commonest mistake in public code, they never reach the linear branch.
 *
 * @param inputSize the side of the network input in pixels, at least 1
 * @param scale the unit of the targets
 */
public record LossAdvisor(int inputSize, CoordinateScale scale) {
  private static final int PAPER_SIZE = 64;
  private static final WingLoss PAPER = new WingLoss(10, 2);

  /** The flattest and the steepest w/ε of the paper's Table 2 (P): 4/3 and 14/0.5. */
  private static final double FLATTEST = 4.0 / 3;

  private static final double STEEPEST = 14 / 0.5;

  /** Checks the size. */
  public LossAdvisor {
    if (inputSize < 1) {
      throw new IllegalArgumentException("input size must be >= 1 but was " + inputSize);
    }
  }

  /** The paper's (10, 2) as the same shares of this input, in the unit of the targets. */
  public WingLoss sameGeometry() {
    double factor = inputSize / (PAPER_SIZE * scale.pixelsPerUnit(inputSize));
    return new WingLoss(PAPER.w() * factor, PAPER.epsilon() * factor);
  }

  /**
   * What the paper uses at this input size, in the unit of the targets: (10, 2) at 64 pixels (P),
   * (15, 3) at 128 (U1, 90 %); for other sizes it has none.
   */
  public Optional<WingLoss> paper() {
    double unit = scale.pixelsPerUnit(inputSize);
    return switch (inputSize) {
      case 64 -> Optional.of(new WingLoss(10 / unit, 2 / unit));
      case 128 -> Optional.of(new WingLoss(15 / unit, 3 / unit));
      default -> Optional.empty();
    };
  }

  /** How certain {@link #paper} is: P or U1. */
  public String paperTrust() {
    return inputSize == PAPER_SIZE ? "P" : "U1, 90 %";
  }

  /** What a person should know about a setting, in whole sentences; empty when nothing is odd. */
  public List<String> remarks(LandmarkLoss loss) {
    List<String> remarks = new ArrayList<>(loss.match(new Remarks()));
    if (scale != CoordinateScale.PIXELS) {
      remarks.add(
          "Targets are not in pixels: the learning rate must be another; the author advises a higher"
              + " one (A).");
    }
    return List.copyOf(remarks);
  }

  private double pixels(double value) {
    return value * scale.pixelsPerUnit(inputSize);
  }

  private static String text(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** The remarks of each member. */
  private final class Remarks implements LandmarkLoss.Cases<List<String>> {
    @Override
    public List<String> l1(L1Loss loss) {
      return List.of();
    }

    @Override
    public List<String> l2(L2Loss loss) {
      return List.of();
    }

    @Override
    public List<String> smoothL1(SmoothL1Loss loss) {
      return pixels(loss.threshold()) < inputSize
          ? List.of()
          : List.of(
              ("threshold is %s pixels of a %d-pixel input: no error reaches the linear branch,"
                      + " the loss is L2 in effect.")
                  .formatted(text(pixels(loss.threshold())), inputSize));
    }

    @Override
    public List<String> wing(WingLoss loss) {
      return wingLike(loss.w(), loss.epsilon());
    }

    @Override
    public List<String> rectifiedWing(RectifiedWingLoss loss) {
      List<String> remarks = new ArrayList<>(wingLike(loss.w(), loss.epsilon()));
      if (pixels(loss.r()) > 0.05 * inputSize) {
        remarks.add(
            "r is %s pixels of a %d-pixel input: errors of up to %s %% of the picture cost nothing."
                .formatted(
                    text(pixels(loss.r())), inputSize, text(100 * pixels(loss.r()) / inputSize)));
      }
      return remarks;
    }

    @Override
    public List<String> softWing(SoftWingLoss loss) {
      return pixels(loss.omega1()) < inputSize
          ? List.of()
          : List.of(
              ("omega1 is %s pixels of a %d-pixel input: no error reaches the logarithm, the loss"
                      + " is L1 in effect.")
                  .formatted(text(pixels(loss.omega1())), inputSize));
    }

    private List<String> wingLike(double w, double epsilon) {
      List<String> remarks = new ArrayList<>();
      if (pixels(w) >= inputSize) {
        remarks.add(
            ("w is %s pixels of a %d-pixel input: no error reaches the linear branch, so the"
                    + " large errors of extreme poses are never pulled with slope 1. For these targets"
                    + " the paper's geometry is %s.")
                .formatted(text(pixels(w)), inputSize, rounded(sameGeometry())));
      } else if (pixels(w) < inputSize / 64.0) {
        remarks.add(
            ("w is %s pixels of a %d-pixel input: nearly every error is on the linear branch, the"
                    + " loss is L1 but for a dent at 0.")
                .formatted(text(pixels(w)), inputSize));
      }
      double slope = w / epsilon;
      if (slope > STEEPEST) {
        remarks.add(
            ("The slope at zero, w/epsilon = %s, is extreme: the paper's grid ends at 28 and is"
                    + " best at 5; noise in the annotations will dominate the gradient.")
                .formatted(text(slope)));
      } else if (slope < FLATTEST) {
        remarks.add(
            ("The slope at zero, w/epsilon = %s, is extreme: the paper's grid begins at 1.333 and"
                    + " is best at 5; %s.")
                .formatted(
                    text(slope),
                    slope < 1
                        ? "small errors pull less than large ones, the contrary of what Wing is for"
                        : "the loss is close to L1"));
      }
      return remarks;
    }
  }

  private static WingLoss rounded(WingLoss wing) {
    MathContext six = new MathContext(6);
    return new WingLoss(
        new BigDecimal(wing.w()).round(six).doubleValue(),
        new BigDecimal(wing.epsilon()).round(six).doubleValue());
  }
}
