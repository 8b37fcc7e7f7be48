package org.wingloss.training.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.training.loop.Validation.Network;

/**
 * The first stage's answers on augmented training pictures, in pixels of the pictures as they are:
 * what the second stage will have to start from (the author's scheme a; A).
 */
final class RoughLandmarks implements SampleDrawer {
  private static final int BATCH = 64;

  private final List<Face> faces;
  private final CropPlan plan;
  private final int size;
  private final Augmentations augmentation;
  private final LandmarkScheme scheme;
  private final AffineMap[] networkFromImage;

  private RoughLandmarks(
      List<Face> faces,
      CropPlan plan,
      int size,
      Augmentations augmentation,
      LandmarkScheme scheme) {
    this.faces = faces;
    this.plan = plan;
    this.size = size;
    this.augmentation = augmentation;
    this.scheme = scheme;
    this.networkFromImage = new AffineMap[faces.size()];
  }

  /**
   * One answer per entry of the list; a face that is listed twice is drawn twice, differently.
   *
   * @param seed of the augmentation
   */
  static List<Landmarks> of(
      Network network,
      List<Face> faces,
      CropPlan plan,
      int size,
      Augmentations augmentation,
      LandmarkScheme scheme,
      long seed) {
    RoughLandmarks drawer = new RoughLandmarks(faces, plan, size, augmentation, scheme);
    List<Landmarks> answers = new ArrayList<>();
    for (int first = 0; first < faces.size(); first += BATCH) {
      int[] samples = IntStream.range(first, Math.min(first + BATCH, faces.size())).toArray();
      float[] rows = network.predict(Batch.of(drawer, samples, seed));
      for (int k = 0; k < samples.length; k++) {
        answers.add(drawer.inImage(rows, k, drawer.networkFromImage[samples[k]]));
      }
    }
    return answers;
  }

  private Landmarks inImage(float[] rows, int k, AffineMap map) {
    double[] vector = new double[2 * landmarks()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = rows[k * vector.length + i];
    }
    Landmarks seen = Landmarks.of(vector).map(map.inverse());
    return map.determinant() < 0 ? seen.reorder(scheme.flipMap()) : seen;
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
    return scheme.count();
  }

  @Override
  public void draw(
      int sample,
      RandomGenerator random,
      FloatBuffer pixels,
      int pixelOffset,
      float[] targets,
      int targetOffset,
      float[] visible,
      int visibleOffset) {
    Face face = faces.get(sample);
    AffineMap map = augmentation.map(size, random).after(plan.networkFromImage(sample, face, size));
    float[] crop = new float[3 * size * size];
    Warp.toFloats(ImageFiles.read(face.image()), map, size, crop, 0);
    augmentation.apply(crop, size, random, new float[crop.length]);
    pixels.put(pixelOffset, crop);
    networkFromImage[sample] = map;
  }
}
