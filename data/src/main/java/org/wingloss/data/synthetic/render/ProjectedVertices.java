package org.wingloss.data.synthetic.render;

/** Projected vertices with what the rasteriser interpolates between them. */
public final class ProjectedVertices {
  /** Pixels of the canvas, to the right. */
  public final float[] x;

  /** Pixels of the canvas, down. */
  public final float[] y;

  /** Inverse distance to the camera, larger is nearer. */
  public final float[] near;

  /** Light. */
  final float[] red;

  /** Light. */
  final float[] green;

  /** Light. */
  final float[] blue;

  /** Specular light. */
  final float[] gloss;

  /** Texture. */
  final float[] u;

  /** Texture. */
  final float[] v;

  public ProjectedVertices(int count, float[] u, float[] v) {
    x = new float[count];
    y = new float[count];
    near = new float[count];
    red = new float[count];
    green = new float[count];
    blue = new float[count];
    gloss = new float[count];
    this.u = u;
    this.v = v;
  }

  /** Rotates and projects one vertex. */
  public void project(int i, Camera camera, float atX, float atY, float atZ) {
    near[i] = camera.near(camera.rotatedZ(atX, atY, atZ));
    x[i] = camera.screenX(camera.rotatedX(atX, atY, atZ), near[i]);
    y[i] = camera.screenY(camera.rotatedY(atX, atY, atZ), near[i]);
  }
}
