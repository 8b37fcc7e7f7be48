package org.wingloss.data.synthetic.render;

/**
 * Rotates the head and projects it. Head coordinates are millimetres (x right, y down, z towards
 * the viewer); the head rotates about the middle between its ears, is seen from a finite distance
 * and lands on a square canvas.
 */
public final class Camera {
  private static final double PIVOT_Y = 20;
  private static final double PIVOT_Z = -60;

  private final float[] m = new float[9];
  private final float distance;
  private final float focal;
  private final float centreX;
  private final float centreY;

  /**
   * A camera.
   *
   * @param yaw radians, positive moves the nose to the picture's right
   * @param pitch radians, positive lowers the nose
   * @param roll radians, positive is clockwise on the screen
   * @param distance millimetres from the lens to the pivot
   * @param scale canvas pixels per millimetre at the pivot
   * @param centreX where the pivot falls on the canvas
   * @param centreY where the pivot falls on the canvas
   */
  public Camera(
      double yaw,
      double pitch,
      double roll,
      double distance,
      double scale,
      double centreX,
      double centreY) {
    double sy = StrictMath.sin(yaw);
    double cy = StrictMath.cos(yaw);
    double sp = StrictMath.sin(pitch);
    double cp = StrictMath.cos(pitch);
    double sr = StrictMath.sin(roll);
    double cr = StrictMath.cos(roll);
    // Yaw: x' = c·x + s·z, z' = −s·x + c·z. Pitch: y' = c·y + s·z, z' = −s·y + c·z. Then roll.
    double[][] yawPitch = {
      {cy, 0, sy},
      {-sp * sy, cp, sp * cy},
      {-cp * sy, -sp, cp * cy}
    };
    for (int k = 0; k < 3; k++) {
      m[k] = (float) (cr * yawPitch[0][k] - sr * yawPitch[1][k]);
      m[3 + k] = (float) (sr * yawPitch[0][k] + cr * yawPitch[1][k]);
      m[6 + k] = (float) yawPitch[2][k];
    }
    this.distance = (float) distance;
    this.focal = (float) (scale * distance);
    this.centreX = (float) centreX;
    this.centreY = (float) centreY;
  }

  /** Rotated x of a point of the head. */
  public float rotatedX(float x, float y, float z) {
    return m[0] * x + m[1] * (y - (float) PIVOT_Y) + m[2] * (z - (float) PIVOT_Z);
  }

  /** Rotated y of a point of the head. */
  public float rotatedY(float x, float y, float z) {
    return m[3] * x + m[4] * (y - (float) PIVOT_Y) + m[5] * (z - (float) PIVOT_Z);
  }

  /** Rotated z of a point of the head, towards the viewer. */
  public float rotatedZ(float x, float y, float z) {
    return m[6] * x + m[7] * (y - (float) PIVOT_Y) + m[8] * (z - (float) PIVOT_Z);
  }

  /** Inverse distance of a rotated point; not positive behind the lens. */
  public float near(float rotatedZ) {
    return 1 / (distance - rotatedZ);
  }

  /** Canvas x of a rotated point. */
  public float screenX(float rotatedX, float near) {
    return centreX + focal * rotatedX * near;
  }

  /** Canvas y of a rotated point. */
  public float screenY(float rotatedY, float near) {
    return centreY + focal * rotatedY * near;
  }

  /** Rotates a direction: x part. */
  public float directionX(float x, float y, float z) {
    return m[0] * x + m[1] * y + m[2] * z;
  }

  /** Rotates a direction: y part. */
  public float directionY(float x, float y, float z) {
    return m[3] * x + m[4] * y + m[5] * z;
  }

  /** Rotates a direction: z part. */
  public float directionZ(float x, float y, float z) {
    return m[6] * x + m[7] * y + m[8] * z;
  }
}
