package org.wingloss.data.batch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/**
 * The goals of the data pipeline: decoding and cropping 500-pixel JPEG files on two cores, and the
 * paper's augmentation on one. How to run it is in the module's README.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PipelineBenchmark {
  private static final int FACES = 64;
  private static final BoxCrop BOXES =
      new BoxCrop(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.3, true));

  private Path folder;
  private List<Face> faces;
  private CropDrawer cnn6;
  private CropDrawer cnn7;
  private CropDrawer everything;

  /** One thread's place for a sample and its way through the faces. */
  @State(Scope.Thread)
  public static class Slot {
    private Batch batch = new Batch(1, 128, 68);
    private int next;
    private int first;
    private long started;

    /** Notes the thread's processor time. */
    @Setup(Level.Iteration)
    public void start() {
      first = next;
      started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Prints the rate per second of processor time, which a busy machine does not change. */
    @TearDown(Level.Iteration)
    public void stop() {
      long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
      System.out.printf("[%.0f per processor second] ", (next - first) * 1e9 / used);
    }

    float draw(CropDrawer drawer) {
      int sample = next++ % FACES;
      if (batch.inputSize() != drawer.inputSize()) {
        batch = new Batch(1, drawer.inputSize(), 68);
      }
      drawer.draw(sample, Seeds.random(1, next), batch.slot(0));
      return batch.pixels().get(0);
    }
  }

  /** Draws the faces and crops them once for the augmentation benchmarks. */
  @Setup(Level.Trial)
  public void writePictures() throws IOException {
    folder = Files.createTempDirectory("pipeline-benchmark");
    faces = new ArrayList<>();
    LandmarkScheme scheme = LandmarkScheme.of("300w-68");
    SyntheticFaces source = new SyntheticFaces(5);
    for (int i = 0; i < FACES; i++) {
      SyntheticFace face = source.face(i, 500);
      Path file = folder.resolve(i + ".jpg");
      Files.write(file, ImageFiles.jpeg(face.image(), 0.9));
      faces.add(
          new Face(i + ".jpg", file, face.landmarks(scheme), Optional.of(face.box()), Set.of()));
    }
    cnn6 = drawer(64, Augmentations.paper());
    cnn7 = drawer(128, Augmentations.paper(10));
    everything =
        drawer(
            64,
            Augmentations.parse(
                List.of(
                    "flip",
                    "rotation",
                    "scale",
                    "translation",
                    "box-jitter",
                    "colour",
                    "gamma",
                    "grey",
                    "blur",
                    "motion-blur",
                    "down-scale",
                    "patches")));
  }

  /** Deletes the pictures. */
  @TearDown(Level.Trial)
  public void deletePictures() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private CropDrawer drawer(int size, Augmentations augmentations) {
    CropStore store =
        CropStore.inMemory(faces, BOXES, new CropSize(size, augmentations.context()), 2);
    return new CropDrawer(store, augmentations, LandmarkScheme.of("300w-68"));
  }

  /** Reads, decodes and crops one picture; goal 250 pictures a second on two cores. */
  @Benchmark
  @Threads(2)
  public int decodeAndCrop(Slot slot) {
    Face face = faces.get(slot.next++ % FACES);
    RgbImage picture = ImageFiles.read(face.image());
    CropSize size = new CropSize(64, Augmentations.paper().context());
    AffineMap networkFromImage = BOXES.networkFromImage(0, face, size.networkSize());
    AffineMap storeFromImage = size.networkFromStore().inverse().after(networkFromImage);
    return Warp.crop(picture, storeFromImage, size.side(), size.side()).rgb()[0];
  }

  /** Draws one face by the paper's recipe for CNN-6; goal 6,000 faces a second and core. */
  @Benchmark
  public float augment64(Slot slot) {
    return slot.draw(cnn6);
  }

  /** Draws one face by the paper's recipe for CNN-7; goal 1,800 faces a second and core. */
  @Benchmark
  public float augment128(Slot slot) {
    return slot.draw(cnn7);
  }

  /** Draws one face with every augmentation but JPEG at its default; no goal. */
  @Benchmark
  public float augment64WithEverything(Slot slot) {
    return slot.draw(everything);
  }
}
