package org.wingloss.training.loop;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.Warp;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Synthetic faces in memory, as large as the network sees them, shifted by chance if asked. */
final class SyntheticDrawer implements SampleDrawer {
  private static final String SCHEME = "mtfl-5";

  private final List<SyntheticFace> faces;
  private final int size;
  private final double shift;

  /**
   * Draws the faces once.
   *
   * @param shift the largest random shift in network pixels
   */
  SyntheticDrawer(int count, int size, double shift) {
    SyntheticFaces series = new SyntheticFaces(5);
    this.faces = IntStream.range(0, count).mapToObj(i -> series.face(i, 2 * size)).toList();
    this.size = size;
    this.shift = shift;
  }

  @Override
  public int samples() {
    return faces.size();
  }

  @Override
  public int inputSize() {
    return size;
  }

  @Override
  public int landmarks() {
    return faces.get(0).landmarks(SCHEME).count();
  }

  /** The faces' mean shape without shift, network pixels. */
  Landmarks meanShape() {
    double[] mean = new double[2 * landmarks()];
    for (SyntheticFace face : faces) {
      double[] shape = face.landmarks(SCHEME).map(map(face, 0, 0)).vector();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += shape[i] / faces.size();
      }
    }
    return Landmarks.of(mean);
  }

  private AffineMap map(SyntheticFace face, double dx, double dy) {
    return AffineMap.translation(dx, dy)
        .after(AffineMap.boxToSquare(face.box().square().scaled(1.2), size));
  }

  @Override
  public void draw(int sample, RandomGenerator random, Batch.Slot slot) {
    SyntheticFace face = faces.get(sample);
    double dx = shift == 0 ? 0 : random.nextDouble(-shift, shift);
    double dy = shift == 0 ? 0 : random.nextDouble(-shift, shift);
    AffineMap map = map(face, dx, dy);
    float[] crop = new float[3 * size * size];
    Warp.toFloats(face.image(), map, size, crop, 0);
    slot.pixels(crop);
    Landmarks shape = face.landmarks(SCHEME).map(map);
    for (int i = 0; i < shape.count(); i++) {
      slot.landmark(i, true, shape.x(i), shape.y(i));
    }
  }
}
