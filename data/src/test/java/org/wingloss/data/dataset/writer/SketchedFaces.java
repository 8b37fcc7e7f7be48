package org.wingloss.data.dataset.writer;

import java.util.SplittableRandom;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Quick stand-ins for faces: landmarks anywhere in a picture of noise, every seventh covered. Half
 * of the faces have no covered landmark and a wide box, as frontal ones do.
 */
final class SketchedFaces implements RenderedFaceSource {
  static final int WIDTH = 48;
  static final int HEIGHT = 40;

  @Override
  public RenderedFace face(long index, LandmarkScheme scheme) {
    SplittableRandom random = new SplittableRandom(index);
    byte[] pixels = new byte[3 * WIDTH * HEIGHT];
    random.nextBytes(pixels);
    int count = scheme.count();
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      vector[i] = random.nextDouble(5, 40);
      vector[count + i] = random.nextDouble(5, 35);
      boolean covered = index % 2 == 0 && i % 7 == 3;
      states[i] = covered ? Visibility.HIDDEN : Visibility.VISIBLE;
    }
    double yaw = random.nextDouble(-90, 90);
    return new RenderedFace(
        new RgbImage(WIDTH, HEIGHT, pixels),
        Landmarks.of(vector, states),
        new Box(2.25, 1.5, 44.75, 38.125),
        yaw);
  }
}
