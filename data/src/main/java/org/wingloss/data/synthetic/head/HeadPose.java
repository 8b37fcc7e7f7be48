package org.wingloss.data.synthetic.head;

import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.render.Camera;

/**
 * How the head stands before the camera.
 *
 * @param yaw degrees, positive moves the nose to the picture's right
 * @param pitch degrees, positive lowers the nose
 * @param roll degrees, positive is clockwise on the screen
 * @param distance millimetres from the lens
 */
public record HeadPose(double yaw, double pitch, double roll, double distance) {
  /** After so many yaws beyond the cut the part within it is as good as flat. */
  private static final int MOST_DRAWS = 10_000;

  /**
   * A random pose.
   *
   * @param yawScale mean of |yaw|, degrees; yaw is Laplace distributed
   * @param maximumYaw where that distribution is cut, degrees
   * @param pitchDeviation standard deviation of pitch, degrees
   * @param rollDeviation standard deviation of roll, degrees
   */
  public static HeadPose random(
      RandomGenerator random,
      double yawScale,
      double maximumYaw,
      double pitchDeviation,
      double rollDeviation) {
    double yaw = randomYaw(random, yawScale, maximumYaw);
    double pitch = clamp(random.nextGaussian() * pitchDeviation, 40);
    double roll = clamp(random.nextGaussian() * rollDeviation, 60);
    double distance = 480 * StrictMath.exp(random.nextDouble() * 1.7);
    return new HeadPose(yaw, pitch, roll, distance);
  }

  private static double randomYaw(RandomGenerator random, double scale, double maximum) {
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      double magnitude = -scale * StrictMath.log(1 - random.nextDouble());
      double yaw = random.nextBoolean() ? magnitude : -magnitude;
      if (Math.abs(yaw) <= maximum) {
        return yaw;
      }
    }
    return maximum * random.nextDouble(-1, 1);
  }

  private static double clamp(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  public Camera camera(double scale, double centreX, double centreY) {
    return new Camera(
        Math.toRadians(yaw),
        Math.toRadians(pitch),
        Math.toRadians(roll),
        distance,
        scale,
        centreX,
        centreY);
  }
}
