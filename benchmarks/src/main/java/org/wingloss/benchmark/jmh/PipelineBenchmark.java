package org.wingloss.benchmark.jmh;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.benchmark.SyntheticPictures;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * The data pipeline: decoding and cropping 500-pixel JPEG files on two cores, and the paper's
 * augmentation on one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PipelineBenchmark {
  private static final int FACES = 64;
  private static final int BATCH = 32;
  private static final BoxCrop BOXES =
      new BoxCrop(new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.3, true));

  private SyntheticPictures pictures;
  private List<Face> faces;
  private BatchLoader cnn6;
  private BatchLoader cnn7;
  private BatchLoader everything;

  /** One thread's way through the pictures. */
  @State(Scope.Thread)
  public static class Next {
    private int picture;
  }

  /** Renders the faces and crops them once for the augmentation benchmarks. */
  @Setup(Level.Trial)
  public void writePictures() throws IOException {
    pictures = new SyntheticPictures(FACES, 500, 0.9);
    faces = pictures.faces();
    cnn6 = loader(64, Augmentations.paper());
    cnn7 = loader(128, Augmentations.paper(10));
    everything =
        loader(
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
    List.of(cnn6, cnn7, everything).forEach(BatchLoader::close);
    pictures.close();
  }

  private BatchLoader loader(int size, Augmentations augmentations) {
    CropStore store =
        CropStore.inMemory(faces, BOXES, new CropSize(size, augmentations.context()), 2);
    CropDrawer drawer = new CropDrawer(store, augmentations, SyntheticPictures.SCHEME);
    return new BatchLoader(drawer, IntStream.range(0, FACES).toArray(), BATCH, 1, 0, 0);
  }

  /** Reads, decodes and crops one picture. */
  @Benchmark
  @Threads(2)
  public int decodeAndCrop(Next next) {
    Face face = faces.get(next.picture++ % FACES);
    RgbImage picture = ImageFiles.read(face.image());
    CropSize size = new CropSize(64, Augmentations.paper().context());
    AffineMap networkFromImage = BOXES.networkFromImage(0, face, size.networkSize());
    AffineMap storeFromImage = size.networkFromStore().inverse().after(networkFromImage);
    return Warp.crop(picture, storeFromImage, size.side(), size.side()).rgb()[0];
  }

  /** Draws one face by the paper's recipe for CNN-6. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void augment64() {
    draw(cnn6);
  }

  /** Draws one face by the paper's recipe for CNN-7. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void augment128() {
    draw(cnn7);
  }

  /** Draws one face with every augmentation but JPEG at its default. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void augment64WithEverything() {
    draw(everything);
  }

  private static void draw(BatchLoader loader) {
    Batch batch = loader.next();
    loader.recycle(batch);
  }
}
