package org.wingloss.data.synthetic;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.wingloss.data.synthetic.head.LandmarkLayout;
import org.wingloss.data.synthetic.photograph.Photograph;

/**
 * An endless series of synthetic faces. Face i depends on (seed, settings, i) alone: any order, any
 * number of threads, the same faces.
 */
public final class SyntheticFaces {
  private final long seed;
  private final SyntheticSettings settings;
  private final List<Photograph> photographs;

  /**
   * A series.
   *
   * @param seed another seed, other faces
   * @param settings how varied they are
   */
  public SyntheticFaces(long seed, SyntheticSettings settings) {
    this(seed, settings, List.of());
  }

  private SyntheticFaces(long seed, SyntheticSettings settings, List<Photograph> photographs) {
    this.seed = seed;
    this.settings = java.util.Objects.requireNonNull(settings, "settings");
    this.photographs = List.copyOf(photographs);
  }

  /** A series of faces in the wild. */
  public SyntheticFaces(long seed) {
    this(seed, SyntheticSettings.DEFAULT);
  }

  /**
   * The same series, but nine faces of ten come from photographs: they wear a photograph's skin, or
   * are a photograph seen from another side.
   */
  public SyntheticFaces withPhotographs(List<Photograph> newPhotographs) {
    return new SyntheticFaces(seed, settings, newPhotographs);
  }

  /** The names of the landmark schemes that every face knows. */
  public static Set<String> schemes() {
    return LandmarkLayout.names();
  }

  /**
   * Renders a face.
   *
   * @param index its number in the series, any value
   * @param size width and height of the picture in pixels, 32 to 2048
   * @throws IllegalArgumentException if the size is out of range
   */
  public SyntheticFace face(long index, int size) {
    if (size < 32 || size > 2048) {
      throw new IllegalArgumentException("size must be 32 to 2048 but was " + size);
    }
    SplittableRandom random =
        new SplittableRandom(mixed(seed + 0x9E3779B97F4A7C15L * mixed(index)));
    return new Scene(random, settings, photographs).draw(index, size);
  }

  /** Spreads every bit over all others (Stafford's variant 13). */
  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
