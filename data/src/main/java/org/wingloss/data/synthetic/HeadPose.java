package org.wingloss.data.synthetic;

import java.util.random.RandomGenerator;

/**
 * How the head stands before the camera.
 *
 * @param yaw degrees, positive turns the nose to the picture's right
 * @param pitch degrees, positive lowers the nose
 * @param roll degrees, positive turns clockwise on the screen
 * @param distance millimetres from the lens
 */
record HeadPose(double yaw, double pitch, double roll, double distance) {
  static HeadPose draw(RandomGenerator random, SyntheticSettings settings) {
    double yaw;
    do {
      double magnitude = -settings.yawScale() * StrictMath.log(1 - random.nextDouble());
      yaw = random.nextBoolean() ? magnitude : -magnitude;
    } while (Math.abs(yaw) > settings.maximumYaw());
    double pitch = clamp(random.nextGaussian() * settings.pitchDeviation(), 40);
    double roll = clamp(random.nextGaussian() * settings.rollDeviation(), 60);
    double distance = 480 * StrictMath.exp(random.nextDouble() * 1.7);
    return new HeadPose(yaw, pitch, roll, distance);
  }

  private static double clamp(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  Camera camera(double scale, double centreX, double centreY) {
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
