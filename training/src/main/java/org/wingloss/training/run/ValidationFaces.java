package org.wingloss.training.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.SampleDrawer;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.Warp;
import org.wingloss.training.loop.Validation;

/**
 * The faces kept out of training, cut straight from their pictures as a localiser cuts them, and
 * kept as the network sees them.
 */
final class ValidationFaces implements Validation {
  private static final int BATCH = 64;

  private final List<Face> faces;
  private final List<AffineMap> imageFromNetwork;
  private final Crops crops;
  private final ValidationMetric score;

  /** Decodes every picture. */
  ValidationFaces(List<Face> faces, CropPlan plan, int size, ValidationMetric score) {
    this.faces = List.copyOf(faces);
    this.score = score;
    List<AffineMap> maps =
        IntStream.range(0, faces.size())
            .mapToObj(i -> plan.networkFromImage(i, faces.get(i), size))
            .toList();
    this.imageFromNetwork = maps.stream().map(AffineMap::inverse).toList();
    float[][] pixels = new float[faces.size()][3 * size * size];
    IntStream.range(0, faces.size())
        .parallel()
        .forEach(
            i ->
                Warp.toFloats(
                    ImageFiles.read(faces.get(i).image()), maps.get(i), size, pixels[i], 0));
    this.crops = new Crops(List.of(pixels), size, faces.get(0).landmarks().count());
  }

  /** Pixels without targets. */
  private record Crops(List<float[]> faces, int inputSize, int landmarks) implements SampleDrawer {
    @Override
    public int samples() {
      return faces.size();
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
      pixels.put(pixelOffset, faces.get(sample));
    }
  }

  @Override
  public double nme(Network network) {
    return score.nme(faces, predict(network));
  }

  /** The network's answers in source-image pixels. */
  List<Landmarks> predict(Network network) {
    List<Landmarks> predictions = new ArrayList<>();
    for (int first = 0; first < faces.size(); first += BATCH) {
      int[] samples = IntStream.range(first, Math.min(first + BATCH, faces.size())).toArray();
      float[] answers = network.predict(Batch.of(crops, samples, 0));
      for (int k = 0; k < samples.length; k++) {
        double[] vector = new double[2 * crops.landmarks()];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = answers[k * vector.length + i];
        }
        predictions.add(Landmarks.of(vector).map(imageFromNetwork.get(samples[k])));
      }
    }
    return predictions;
  }
}
