package org.wingloss.data.dataset.writer;

import java.util.List;
import java.util.SplittableRandom;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.data.synthetic.render.Degradation;

/** Photographs as they are, seen by other cameras: scaled, rotated, blurred, compressed. */
final class PhotographSource implements RenderedFaceSource {
  private static final double ROLL_DEGREES = 8;

  private final List<Face> faces;
  private final int size;
  private final long seed;

  PhotographSource(List<Face> faces, int size, long seed) {
    this.faces = List.copyOf(faces);
    this.size = size;
    this.seed = seed;
  }

  @Override
  public RenderedFace face(long index, LandmarkScheme scheme) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
    Face face = faces.get(random.nextInt(faces.size()));
    if (face.landmarks().count() != scheme.count()) {
      throw new IllegalArgumentException(
          "%s has %d landmarks but the scheme %s has %d"
              .formatted(face.id(), face.landmarks().count(), scheme.name(), scheme.count()));
    }
    Box box = face.landmarks().bounds();
    double half =
        Math.max(box.width(), box.height())
            / SyntheticSettings.DEFAULT.faceShare()
            / 2
            * StrictMath.exp(0.07 * random.nextGaussian());
    double x = box.centreX() + half * 0.06 * random.nextGaussian();
    double y = box.centreY() + half * 0.06 * random.nextGaussian();
    AffineMap map =
        AffineMap.rotation(
                Math.toRadians(ROLL_DEGREES * random.nextGaussian()), size / 2.0, size / 2.0)
            .after(AffineMap.boxToSquare(new Box(x - half, y - half, x + half, y + half), size));
    RgbImage image = Warp.crop(ImageFiles.read(face.image()), map, size, size);
    new Degradation(random.split(), SyntheticSettings.DEFAULT.degradation()).apply(image);
    Landmarks landmarks = face.landmarks().map(map);
    return new RenderedFace(image, landmarks, landmarks.bounds(), 0);
  }
}
