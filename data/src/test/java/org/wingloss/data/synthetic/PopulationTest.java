package org.wingloss.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.shape.GeneralisedProcrustes;
import org.wingloss.data.shape.Procrustes;
import org.wingloss.data.shape.ShapeModel;
import org.wingloss.data.synthetic.head.PoseEstimate;

/**
 * Synthetic faces as a population against real ones. Set WINGLOSS_300W to a folder of 300-W
 * (research use): the comparison takes its training faces alone, never those of the hold-out, and
 * prints the numbers of the module's README.
 */
class PopulationTest {
  private static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");
  private static final int DRAWN = 3000;

  /** Shapes on a common mean whose inter-ocular distance is 100. */
  private record Population(ShapeModel model, List<Landmarks> aligned, List<Double> turns) {
    static Population of(List<Landmarks> faces) {
      List<Landmarks> both = new ArrayList<>(faces);
      AffineMap mirror = new AffineMap(-1, 0, 0, 0, 1, 0);
      faces.forEach(f -> both.add(f.map(mirror).reorder(SCHEME.flipMap())));
      Landmarks first = scaled(both.get(0));
      List<Landmarks> upright =
          both.stream().map(f -> f.map(Procrustes.similarity(f, first))).toList();
      Landmarks mean = scaled(GeneralisedProcrustes.mean(upright, 5));
      List<Landmarks> aligned =
          both.stream().map(f -> f.map(Procrustes.similarity(f, mean))).toList();
      List<Double> turns = faces.stream().map(f -> Math.abs(PoseEstimate.yaw(f))).sorted().toList();
      return new Population(ShapeModel.fit(aligned), aligned, turns);
    }

    private static Landmarks scaled(Landmarks shape) {
      double distance = Math.hypot(shape.x(45) - shape.x(36), shape.y(45) - shape.y(36));
      double scale = 100 / distance;
      return shape.map(new AffineMap(scale, 0, 0, 0, scale, 0));
    }

    double variance() {
      double sum = 0;
      for (int m = 0; m < model.modes(); m++) {
        sum += model.variance(m);
      }
      return sum;
    }

    double turn(double share) {
      return turns.get((int) (share * (turns.size() - 1)));
    }

    /**
     * How far each landmark of the mean shapes lies apart, percent of the inter-ocular distance.
     */
    DoubleSummaryStatistics distance(Population other) {
      Landmarks own = model.mean();
      Landmarks theirs = other.model.mean();
      Landmarks moved = theirs.map(Procrustes.similarity(theirs, own));
      return IntStream.range(0, own.count())
          .mapToDouble(i -> Math.hypot(own.x(i) - moved.x(i), own.y(i) - moved.y(i)))
          .summaryStatistics();
    }

    /** The standard deviation of another population along one of this one's modes. */
    double spreadOf(Population other, int mode) {
      AffineMap onto = Procrustes.similarity(other.model.mean(), model.mean());
      double[] b =
          other.aligned.stream().mapToDouble(f -> model.coefficient(f.map(onto), mode)).toArray();
      double mean = Arrays.stream(b).average().orElseThrow();
      return Math.sqrt(Arrays.stream(b).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }
  }

  @Test
  void yaw_drawnFaces_isFoundInTheirLandmarks() {
    SyntheticFaces faces = new SyntheticFaces(8);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      SyntheticFace face = faces.face(i, 64);
      sum += Math.abs(PoseEstimate.yaw(face.landmarks(SCHEME)) - face.yaw()) / 100;
    }
    assertTrue(sum < 5, "mean error of yaw " + sum);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "WINGLOSS_300W", matches = ".+")
  void drawnFaces_trainingFacesOf300w_varyAlike() {
    Path data = Path.of(System.getenv("WINGLOSS_300W"));
    DatasetReader reader = DatasetReader.of("300w");
    List<Face> all = reader.read(data, "train");
    List<Face> training = reader.everyTenth(data, all).rest();
    assertTrue(training.size() < all.size(), "nothing was held out");
    Population real = Population.of(training.stream().map(Face::landmarks).toList());
    Population whole = Population.of(all.stream().map(Face::landmarks).toList());
    SyntheticFaces faces = new SyntheticFaces(1);
    List<Landmarks> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      drawn.add(faces.face(i, 64).landmarks(SCHEME));
    }
    Population synthetic = Population.of(drawn);
    report(training.size(), real, real);
    report(all.size(), whole, real);
    report(DRAWN, synthetic, real);
    assertTrue(real.distance(synthetic).getAverage() < 1.2, "mean shapes");
    assertEquals(1, synthetic.variance() / real.variance(), 0.3, "variance");
    assertEquals(real.turn(0.5), synthetic.turn(0.5), 2, "median of |yaw|");
  }

  private static void report(int count, Population one, Population real) {
    System.out.printf(
        "%d faces: mean shape %.2f %% away, %.2f %% at most, variance %.2f, spread along the real modes %.1f %.1f"
            + " %.1f %.1f %.1f, |yaw| %.1f %.1f %.1f%n",
        count,
        real.distance(one).getAverage(),
        real.distance(one).getMax(),
        one.variance() / real.variance(),
        real.spreadOf(one, 0),
        real.spreadOf(one, 1),
        real.spreadOf(one, 2),
        real.spreadOf(one, 3),
        real.spreadOf(one, 4),
        one.turn(0.25),
        one.turn(0.5),
        one.turn(0.75));
  }
}
