package org.wingloss.data.stream;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.Sha256;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * What {@code index.json} says of a stream: everything that a training must know before it reads
 * the first tar.
 *
 * @param format {@value #FORMAT}
 * @param source the kind of data set that the faces come from ({@code aflw}), or {@code synthetic}
 * @param scheme what the landmarks mean
 * @param crop how the crops were cut
 * @param meanShape of the training faces, {@code [x1..xL, y1..yL]} in pixels of the crop; a
 *     landmark that no face has lies in the centre
 * @param trainingFaces the samples of all tars in {@code train}
 * @param validationFaces the samples of all tars in {@code validation}
 * @param train the tars to learn from, at least one, by number
 * @param validation the tars that are held out, by number
 */
public record ShardIndex(
    String format,
    String source,
    LandmarkScheme scheme,
    CropGeometry crop,
    List<Double> meanShape,
    int trainingFaces,
    int validationFaces,
    List<Tar> train,
    List<Tar> validation) {
  /** The name of the file. */
  public static final String FILE = "index.json";

  /** What this version writes and reads. */
  static final String FORMAT = "wingloss-crops-1";

  private static final long USUAL_WINDOW = 256L << 20;

  /** A sample has two headers and two contents, of a block at least. */
  private static final int SMALLEST_SAMPLE = 4 * UstarHeader.BLOCK;

  /**
   * One tar.
   *
   * @param name of the file
   * @param samples how many it holds
   * @param bytes of the file
   * @param sha256 of its bytes
   */
  public record Tar(String name, int samples, long bytes, String sha256) {
    /** Checks that such a tar can be. */
    public Tar {
      ShardName.of(name);
      if (bytes < 0 || bytes > TarShardWriter.LARGEST) {
        throw new IllegalArgumentException(
            "%s: a tar may have at most %d bytes but was said to have %d"
                .formatted(name, TarShardWriter.LARGEST, bytes));
      }
      if (samples < 1 || samples > bytes / SMALLEST_SAMPLE) {
        throw new IllegalArgumentException(
            "%s: %d bytes cannot hold %d samples".formatted(name, bytes, samples));
      }
    }

    static Tar of(ShardStatistics statistics) {
      return new Tar(
          statistics.name().file(), statistics.samples(), statistics.bytes(), statistics.sha256());
    }
  }

  /** Checks that all fits together. */
  public ShardIndex {
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "expected the format %s but found '%s'".formatted(FORMAT, format));
    }
    meanShape = List.copyOf(meanShape);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    if (meanShape.size() != 2 * scheme.count()) {
      throw new IllegalArgumentException(
          "the mean shape must have %d numbers but has %d"
              .formatted(2 * scheme.count(), meanShape.size()));
    }
    if (train.isEmpty()) {
      throw new IllegalArgumentException("there is no tar to train on");
    }
    requireSplit(train, ShardName.Split.TRAIN, trainingFaces);
    requireSplit(validation, ShardName.Split.VALIDATION, validationFaces);
  }

  private static void requireSplit(List<Tar> tars, ShardName.Split split, int faces) {
    long samples = 0;
    ShardName last = null;
    for (Tar tar : tars) {
      ShardName name = ShardName.of(tar.name());
      if (name.split() != split) {
        throw new IllegalArgumentException(
            "%s is listed among the tars of %s".formatted(tar.name(), split.word()));
      }
      if (last != null && last.compareTo(name) >= 0) {
        throw new IllegalArgumentException(
            "expected the tars by number, each once, but %s comes after %s"
                .formatted(tar.name(), last.file()));
      }
      last = name;
      samples += tar.samples();
    }
    if (samples != faces) {
      throw new IllegalArgumentException(
          "the tars of %s hold %d samples but the index says %d faces"
              .formatted(split.word(), samples, faces));
    }
  }

  /**
   * The index of finished tars, the same for any order of the list.
   *
   * @param source the kind of data set that the faces come from, or {@code synthetic}
   * @param scheme of the samples' landmarks
   * @param crop how they were cut
   * @param tars of both splits
   * @throws IllegalArgumentException if there is none to train on, one is there twice, there are
   *     2^31 faces or more, or the number of landmarks is not that of the scheme
   */
  public static ShardIndex of(
      String source, LandmarkScheme scheme, CropGeometry crop, List<ShardStatistics> tars) {
    List<ShardStatistics> sorted = new ArrayList<>(tars);
    sorted.sort(Comparator.comparing(ShardStatistics::name));
    for (ShardStatistics tar : sorted) {
      if (tar.landmarks() != scheme.count()) {
        throw new IllegalArgumentException(
            "%s has samples of %d landmarks but %s has %d"
                .formatted(tar.name().file(), tar.landmarks(), scheme.name(), scheme.count()));
      }
    }
    List<ShardStatistics> train = ofSplit(sorted, ShardName.Split.TRAIN);
    List<ShardStatistics> validation = ofSplit(sorted, ShardName.Split.VALIDATION);
    return new ShardIndex(
        FORMAT,
        source,
        scheme,
        crop,
        mean(train, scheme.count(), (crop.size().side() - 1) / 2.0),
        faces(train),
        faces(validation),
        train.stream().map(Tar::of).toList(),
        validation.stream().map(Tar::of).toList());
  }

  private static List<ShardStatistics> ofSplit(List<ShardStatistics> tars, ShardName.Split split) {
    return tars.stream().filter(tar -> tar.name().split() == split).toList();
  }

  private static int faces(List<ShardStatistics> tars) {
    long faces = tars.stream().mapToLong(ShardStatistics::samples).sum();
    if (faces > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a stream may have at most %d faces but has %d".formatted(Integer.MAX_VALUE, faces));
    }
    return (int) faces;
  }

  private static List<Double> mean(List<ShardStatistics> tars, int count, double centre) {
    BigInteger[] sums = new BigInteger[2 * count];
    Arrays.fill(sums, BigInteger.ZERO);
    long[] present = new long[count];
    for (ShardStatistics tar : tars) {
      for (int i = 0; i < 2 * count; i++) {
        sums[i] = sums[i].add(BigInteger.valueOf(tar.sums().get(i)));
      }
      for (int i = 0; i < count; i++) {
        present[i] += tar.present().get(i);
      }
    }
    List<Double> mean = new ArrayList<>();
    for (int i = 0; i < 2 * count; i++) {
      long faces = present[i % count];
      mean.add(
          faces == 0
              ? centre
              : new BigDecimal(sums[i]).doubleValue() / faces / ShardStatistics.UNIT);
    }
    return mean;
  }

  /**
   * Reads the index of a folder.
   *
   * @throws InvalidDataException if it is absent or does not fit
   */
  public static ShardIndex read(Path folder) {
    return StrictJson.read(FolderFiles.regular(folder.resolve(FILE)), ShardIndex.class);
  }

  /**
   * Writes it, once all tars are there.
   *
   * @throws InvalidDataException if it cannot be written
   */
  public void write(Path folder) {
    AtomicFile.write(folder.resolve(FILE), StrictJson.file(this));
  }

  /** What messages call a training sample by its number. */
  public String nameOf(int sample) {
    int left = sample;
    for (Tar tar : train) {
      if (left < tar.samples()) {
        return "sample %d of %s".formatted(left, tar.name());
      }
      left -= tar.samples();
    }
    throw new IndexOutOfBoundsException("sample %d of %d".formatted(sample, trainingFaces));
  }

  /** How many tars of usual size make a window of 256 MiB; at least one. */
  public int usualWindow() {
    long largest = windowBytes(1);
    return (int) Math.max(1, Math.min(train.size(), USUAL_WINDOW / largest));
  }

  /** The most bytes that a window of so many training tars may have. */
  public long windowBytes(int tars) {
    return largestFirst().limit(tars).sum();
  }

  /** The most tars of which every window has at most so many bytes; possibly none. */
  public int windowWithin(long bytes) {
    long[] largest = largestFirst().toArray();
    int tars = 0;
    long sum = 0;
    while (tars < largest.length && sum + largest[tars] <= bytes) {
      sum += largest[tars++];
    }
    return tars;
  }

  private LongStream largestFirst() {
    return train.stream()
        .map(Tar::bytes)
        .sorted(Comparator.reverseOrder())
        .mapToLong(Long::longValue);
  }

  /** The SHA-256 of the index, and so of all that the stream holds. */
  public String sha256() {
    return Sha256.of(StrictJson.file(this)).hex();
  }

  /** The mean shape in pixels of the network input. */
  public Landmarks networkMeanShape() {
    double[] vector = meanShape.stream().mapToDouble(Double::doubleValue).toArray();
    return Landmarks.of(vector).map(crop.size().networkFromStore());
  }
}
