package org.wingloss.data.stream;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.face.Landmarks;

/**
 * What an index says of one finished tar. It can be sent from the machine that wrote the tar to the
 * one that writes the index.
 *
 * @param name of the tar
 * @param samples how many it holds
 * @param bytes of the tar
 * @param sha256 of its bytes
 * @param sums of x1 … xL, y1 … yL over the samples that have the landmark, pixels of the crop in
 *     units of 2<sup>−32</sup>: whole numbers, so that their sum over tars is the same in any order
 *     and however the samples are divided
 * @param present in how many samples each landmark has coordinates
 */
public record ShardStatistics(
    ShardName name, int samples, long bytes, String sha256, List<Long> sums, List<Integer> present)
    implements Serializable {
  /** One pixel in the unit of the sums. */
  static final double UNIT = 0x1p32;

  /** Copies the lists. */
  public ShardStatistics {
    sums = List.copyOf(sums);
    present = List.copyOf(present);
  }

  /**
   * Of a tar that is there already, as its writer would have told: for whoever goes on with a
   * stream of which some tars are finished.
   *
   * @throws InvalidDataException if the tar is absent or broken
   */
  public static ShardStatistics of(Path folder, ShardName name) {
    TarShard shard = TarShard.read(folder.resolve(name.file()));
    Sums sums = new Sums(landmarks(shard, 0).count());
    for (int i = 0; i < shard.samples(); i++) {
      try {
        sums.add(landmarks(shard, i));
      } catch (IllegalArgumentException e) {
        throw new InvalidDataException(shard.label(i) + ": " + e.getMessage(), e);
      }
    }
    return sums.of(name, shard.bytes(), shard.sha256());
  }

  private static Landmarks landmarks(TarShard shard, int i) {
    return shard.crop(i, CropSize.LONGEST).face().landmarks();
  }

  /** L. */
  int landmarks() {
    return present.size();
  }

  /** Adds up the landmarks of a tar's samples. */
  static final class Sums {
    private final long[] sums;
    private final int[] present;
    private int samples;

    Sums(int landmarks) {
      sums = new long[2 * landmarks];
      present = new int[landmarks];
    }

    /**
     * Adds those of one sample.
     *
     * @throws IllegalArgumentException if the sample has another L, or the sum grows too large
     */
    void add(Landmarks landmarks) {
      int count = present.length;
      if (landmarks.count() != count) {
        throw new IllegalArgumentException(
            "a tar's first sample has %d landmarks but another has %d"
                .formatted(count, landmarks.count()));
      }
      for (int i = 0; i < count; i++) {
        if (landmarks.isPresent(i)) {
          sums[i] = added(sums[i], landmarks.x(i), i);
          sums[count + i] = added(sums[count + i], landmarks.y(i), i);
          present[i]++;
        }
      }
      samples++;
    }

    private static long added(long sum, double pixels, int landmark) {
      double units = Math.rint(pixels * UNIT);
      double total = sum + units;
      if (!(Math.abs(total) < 0x1p62)) {
        throw new IllegalArgumentException(
            "landmark %d lies too far outside the crop, at %s".formatted(landmark, pixels));
      }
      return sum + (long) units;
    }

    ShardStatistics of(ShardName name, long bytes, String sha256) {
      List<Long> all = Arrays.stream(sums).boxed().toList();
      List<Integer> counts = Arrays.stream(present).boxed().toList();
      return new ShardStatistics(name, samples, bytes, sha256, all, counts);
    }
  }
}
