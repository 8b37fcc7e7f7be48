package org.wingloss.model.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;

/**
 * Milliseconds from a decoded picture and a face box to landmarks in the picture, batch 1, one
 * thread, with drawn weights (which cost what trained ones cost).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LocaliserBenchmark {
  private static final Box BOX = new Box(120, 130, 300, 310);

  /** A network, or two joined by a plus sign. */
  @Param({"cnn6", "light", "cnn6+cnn7", "cnn6+hourglass"})
  public String networks;

  private final RgbImage image = new RgbImage(432, 432);
  private Path folder;
  private Localiser localiser;

  /** Draws the weights and the picture. */
  @Setup
  public void open() throws IOException {
    new SplittableRandom(1).nextBytes(image.rgb());
    folder = Files.createTempDirectory("localiser");
    Path model = folder.resolve("model");
    int plus = networks.indexOf('+');
    ModelDescription first = description(plus < 0 ? networks : networks.substring(0, plus));
    if (plus < 0) {
      ModelFile.write(model, first, weights(first));
    } else {
      ModelDescription second = description(networks.substring(plus + 1));
      Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, face(64), 0.2);
      PipelineFile.write(model, alignment, first, weights(first), second, weights(second));
    }
    localiser = Localiser.open(model);
  }

  /** Removes the model. */
  @TearDown
  public void close() throws IOException {
    localiser.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One face. */
  @Benchmark
  public Localisation cropToLandmarks() {
    return localiser.localise(image, BOX);
  }

  private static ModelDescription description(String network) {
    return new ModelDescription(
        NetworkSpec.of(network),
        LandmarkScheme.of("300w-68"),
        new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.2, true),
        "wing(w=10,epsilon=2)",
        Map.of());
  }

  /** 68 points on a spiral: a shape that spans the crop. */
  private static Landmarks face(int size) {
    double[] vector = new double[136];
    for (int i = 0; i < 68; i++) {
      vector[i] = size * (0.5 + 0.005 * i * Math.cos(i));
      vector[68 + i] = size * (0.5 + 0.005 * i * Math.sin(i));
    }
    return Landmarks.of(vector);
  }

  private static Weights weights(ModelDescription description) {
    SplittableRandom random = new SplittableRandom(2);
    double[] face = face(description.network().inputSize()).vector();
    List<TensorSpec> specs = description.network().tensors(68);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSpec spec : specs) {
      boolean last = spec.equals(specs.get(specs.size() - 1));
      float[] values = new float[(int) spec.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (spec.role()) {
              case WEIGHT -> (float) (random.nextGaussian() * Math.sqrt(1.0 / spec.fanIn()));
              case SCALE, VARIANCE -> 1;
              case BIAS -> last ? (float) face[i] : 0;
              case SHIFT, MEAN -> 0;
            };
      }
      tensors.put(spec.name(), Tensor.of(spec.shape(), values));
    }
    return new Weights(tensors);
  }

  /** Runs the benchmark from the test class path. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(LocaliserBenchmark.class.getSimpleName()).build())
        .run();
  }
}
