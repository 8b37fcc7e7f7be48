package org.wingloss.data.synthetic.render;

/** A mesh that is built for one face: hair, clothes, glasses. */
public final class SceneMesh {
  private final int[] triangles;
  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final float[] u;
  private final float[] v;

  public SceneMesh(int[] triangles, float[] x, float[] y, float[] z, float[] u, float[] v) {
    this.triangles = triangles;
    this.x = x;
    this.y = y;
    this.z = z;
    this.u = u;
    this.v = v;
  }

  /**
   * Draws the mesh. Normals point away from the line x = 0, z = axisZ at height axisY.
   *
   * @param surface how
   */
  public void draw(Stage stage, Surface surface, double axisY, double axisZ) {
    Camera camera = stage.camera();
    int n = x.length;
    float[] nx = new float[n];
    float[] ny = new float[n];
    float[] nz = new float[n];
    MeshGrid.addNormals(triangles, x, y, z, nx, ny, nz);
    ProjectedVertices vs = new ProjectedVertices(n, u, v);
    for (int i = 0; i < n; i++) {
      float length = (float) Math.sqrt(nx[i] * nx[i] + ny[i] * ny[i] + nz[i] * nz[i]) + 1e-6f;
      double out = x[i] * nx[i] + (y[i] - axisY) * ny[i] + (z[i] - axisZ) * nz[i];
      float sign = (out < 0 ? -1 : 1) / length;
      vs.project(i, camera, x[i], y[i], z[i]);
      float ax = nx[i] * sign;
      float ay = ny[i] * sign;
      float az = nz[i] * sign;
      stage
          .light()
          .apply(
              vs,
              i,
              camera.directionX(ax, ay, az),
              camera.directionY(ax, ay, az),
              camera.directionZ(ax, ay, az),
              1,
              1);
    }
    stage.canvas().draw(triangles, vs, surface);
  }
}
