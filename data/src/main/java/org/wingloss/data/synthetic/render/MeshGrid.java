package org.wingloss.data.synthetic.render;

/** Meshes that are rectangular grids, row by row. */
public final class MeshGrid {
  private MeshGrid() {}

  /** Two triangles per cell of a grid whose first vertex is {@code first}. */
  public static int[] triangles(int columns, int rows, int first) {
    int[] out = new int[6 * (columns - 1) * (rows - 1)];
    int n = 0;
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c + 1 < columns; c++) {
        int a = first + r * columns + c;
        out[n++] = a;
        out[n++] = a + 1;
        out[n++] = a + columns;
        out[n++] = a + 1;
        out[n++] = a + columns + 1;
        out[n++] = a + columns;
      }
    }
    return out;
  }

  /** Adds every triangle's normal, weighted by its area, to its three vertices. */
  public static void addNormals(
      int[] triangles, float[] x, float[] y, float[] z, float[] nx, float[] ny, float[] nz) {
    for (int t = 0; t < triangles.length; t += 3) {
      int a = triangles[t];
      int b = triangles[t + 1];
      int c = triangles[t + 2];
      float ux = x[b] - x[a];
      float uy = y[b] - y[a];
      float uz = z[b] - z[a];
      float vx = x[c] - x[a];
      float vy = y[c] - y[a];
      float vz = z[c] - z[a];
      float px = uy * vz - uz * vy;
      float py = uz * vx - ux * vz;
      float pz = ux * vy - uy * vx;
      nx[a] += px;
      ny[a] += py;
      nz[a] += pz;
      nx[b] += px;
      ny[b] += py;
      nz[b] += pz;
      nx[c] += px;
      ny[c] += py;
      nz[c] += pz;
    }
  }
}
