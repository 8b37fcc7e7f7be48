package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.wingloss.data.dataset.Photographs;

/**
 * Pairs of files that show one picture, as it is or flipped. Flips are known by what they show, and
 * by the name that the copies of 300-W give them: {@code a_mirror.jpg} beside {@code a.jpg}.
 */
final class SamePictures {
  /** Of thousands of pictures that look alike, as those of a video, each is paired with so many. */
  static final int MOST_ALIKE = 300;

  /**
   * Two files.
   *
   * @param first the one that is first by path
   * @param second the other
   * @param flipped whether one is the flip of the other
   */
  record Pair(Path first, Path second, boolean flipped) {}

  private final List<Path> files;
  private final List<Thumbnail> looks;
  private final List<Thumbnail> flips;
  private final int[] kinds;
  private final Map<String, Integer> unflipped = new HashMap<>();

  /**
   * Looks at some pictures.
   *
   * @param pictures by path; those that cannot be read are passed over
   * @param kind of a picture, 0 to 3
   */
  SamePictures(Map<Path, ExaminedPicture> pictures, ToIntFunction<Path> kind) {
    files =
        pictures.keySet().stream()
            .filter(file -> pictures.get(file).isReadable())
            .sorted()
            .toList();
    looks = files.stream().map(file -> pictures.get(file).thumbnail().orElseThrow()).toList();
    flips = looks.stream().map(Thumbnail::flipped).toList();
    kinds = files.stream().mapToInt(kind).toArray();
    for (int i = 0; i < files.size(); i++) {
      if (!Photographs.isFlipped(files.get(i))) {
        unflipped.put(Photographs.unflipped(files.get(i)), i);
      }
    }
  }

  /**
   * Hands over the pairs, in the order of their second files: each file with the first {@value
   * #MOST_ALIKE} of each kind before it that show the same. A symmetric picture makes two pairs.
   */
  void forEach(Consumer<Pair> consumer) {
    IntStream.range(0, files.size())
        .parallel()
        .mapToObj(this::pairs)
        .forEachOrdered(pairs -> pairs.forEach(consumer));
  }

  private List<Pair> pairs(int second) {
    Path file = files.get(second);
    int named =
        Photographs.isFlipped(file) ? unflipped.getOrDefault(Photographs.unflipped(file), -1) : -1;
    int[] same = new int[4];
    int[] mirrored = new int[4];
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < second; i++) {
      boolean alike = same[kinds[i]] < MOST_ALIKE && looks.get(i).resembles(looks.get(second));
      boolean flipped =
          mirrored[kinds[i]] < MOST_ALIKE && flips.get(i).resembles(looks.get(second));
      if (alike) {
        same[kinds[i]]++;
        pairs.add(new Pair(files.get(i), file, false));
      }
      if (flipped || (i == named && !alike)) {
        mirrored[kinds[i]]++;
        pairs.add(new Pair(files.get(i), file, true));
      }
    }
    return pairs;
  }
}
