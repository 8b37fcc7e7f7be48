package org.wingloss.benchmark.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wingloss.benchmark.SyntheticPictures;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.batch.BatchLoader;
import org.wingloss.data.batch.CropDrawer;
import org.wingloss.data.batch.PatchDrawer;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.crop.CropStore;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.stream.CropEncoding;
import org.wingloss.data.stream.CropGeometry;
import org.wingloss.data.stream.CropSample;
import org.wingloss.data.stream.CropStream;
import org.wingloss.data.stream.ShardFolder;
import org.wingloss.data.stream.ShardName;
import org.wingloss.data.stream.StreamWriter;

/**
 * Batches of CNN-6's input under the paper's augmentation, drawn in the calling thread: from crops
 * in memory, from tars of JPEG and of PNG. How to run it is in the module's README.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StreamBenchmark {
  private static final int FACES = 400;
  private static final int BATCH = 32;
  private static final LandmarkScheme SCHEME = SyntheticPictures.SCHEME;

  private SyntheticPictures pictures;
  private BatchLoader memory;
  private BatchLoader jpeg;
  private BatchLoader png;

  /** Renders the faces and packs them. */
  @Setup
  public void pack() throws IOException {
    pictures = new SyntheticPictures(FACES, 256, 0.95);
    List<Face> faces = pictures.faces();
    Augmentations paper = Augmentations.paper();
    CropGeometry geometry =
        new CropGeometry(
            new BoxProtocol(BoxProtocol.Kind.TRUTH, 1.2, true), new CropSize(64, paper.context()));
    CropStore store = CropStore.inMemory(faces, new BoxCrop(geometry.box()), geometry.size(), 2);
    int[] order = IntStream.range(0, FACES).toArray();
    memory = new BatchLoader(new CropDrawer(store, paper, SCHEME), order, BATCH, 1, 0, 0);
    jpeg = loader(faces, geometry, CropEncoding.JPEG);
    png = loader(faces, geometry, CropEncoding.PNG);
  }

  private BatchLoader loader(List<Face> faces, CropGeometry geometry, CropEncoding encoding) {
    Path shards = pictures.folder().resolve(encoding.name());
    StreamWriter.Part part =
        new StreamWriter.Part(
            ShardName.Split.TRAIN,
            FACES,
            i -> {
              RgbImage image = ImageFiles.read(faces.get(i).image());
              return CropSample.cut(faces.get(i), image, geometry, encoding);
            });
    new StreamWriter("synthetic", SCHEME, geometry, FACES / 4)
        .write(shards, List.of(part), done -> {});
    PatchDrawer drawer = new PatchDrawer(geometry.size(), Augmentations.paper(), SCHEME);
    return new BatchLoader(new CropStream(ShardFolder.open(shards), 1, drawer, 1), BATCH, 0, 0);
  }

  /** Deletes the tars. */
  @TearDown
  public void delete() throws IOException {
    List.of(memory, jpeg, png).forEach(BatchLoader::close);
    pictures.close();
  }

  /** From crops in memory. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void memory() {
    next(memory);
  }

  /** From tars of JPEG, read anew in every epoch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void tarOfJpeg() {
    next(jpeg);
  }

  /** From tars of PNG, read anew in every epoch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void tarOfPng() {
    next(png);
  }

  private static void next(BatchLoader loader) {
    Batch batch = loader.next();
    loader.recycle(batch);
  }
}
