package org.wingloss.benchmark.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.PipelineFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.inference.CalibrationCrops;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.Localisation;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.network.ModelDescription;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.onnx.Calibration;
import org.wingloss.model.weights.Storage;
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
  private static final String BUILT_IN = "built-in";
  private static final Box BOX = new Box(120, 130, 300, 310);

  /** What a model that computes in 8 bits is called at its end. */
  private static final String INT8 = " int8";

  /**
   * A network, two joined by a plus sign, or the model that travels with the program, and how it
   * computes.
   */
  @Param({
    "cnn6",
    "light",
    "hourglass",
    "hourglass(patch=2)",
    "hourglass(patch=4)",
    BUILT_IN,
    "cnn6+cnn7",
    "cnn6+hourglass",
    "cnn6 int8",
    "light int8",
    "hourglass int8",
    "hourglass(patch=2) int8",
    "hourglass(patch=4) int8",
    "built-in int8",
    "cnn6+cnn7 int8",
    "cnn6+hourglass int8",
    "cnn6+hourglass(patch=2) int8"
  })
  public String network;

  private final RgbImage image = new RgbImage(432, 432);
  private Path folder;
  private Localiser localiser;

  /** Draws the weights and the picture. */
  @Setup
  public void open() throws IOException {
    new SplittableRandom(1).nextBytes(image.rgb());
    folder = Files.createTempDirectory("localiser");
    boolean bytes = network.endsWith(INT8);
    String name = bytes ? network.substring(0, network.length() - INT8.length()) : network;
    StoredModel model = ModelFile.standard();
    if (!name.equals(BUILT_IN)) {
      write(folder.resolve("model"), name.split("\\+", -1));
      model = StoredModel.open(folder.resolve("model"));
    }
    localiser = Localiser.of(bytes ? quantised(model) : model, 1);
  }

  private StoredModel quantised(StoredModel model) {
    List<List<RgbImage>> crops =
        CalibrationCrops.of(model, List.of(new FaceInput(image, BOX)).iterator());
    List<ModelDescription> quantised = new ArrayList<>();
    for (ModelFile stage : model.stages()) {
      ModelDescription plain = stage.description();
      quantised.add(
          plain.withQuantisation(
              Calibration.of(plain, stage.weights(), crops.get(quantised.size()), "noise")));
    }
    model.write(folder.resolve("int8"), quantised, Storage.INT8);
    return StoredModel.open(folder.resolve("int8"));
  }

  private static void write(Path model, String... networks) {
    ModelDescription first = description(networks[0]);
    if (networks.length == 1) {
      ModelFile.write(model, first, weights(first));
    } else {
      ModelDescription second = description(networks[1]);
      Alignment alignment = new Alignment(Alignment.Kind.PROCRUSTES, face(64), 0.2);
      PipelineFile.write(
          model,
          alignment,
          TwoStagePrediction.SECOND_STAGE,
          first,
          weights(first),
          second,
          weights(second));
    }
  }

  /** Removes the model. */
  @TearDown
  public void close() throws IOException {
    localiser.close();
    AtomicFolder.delete(folder);
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
}
