package org.wingloss.data.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wingloss.data.dataset.Photographs;

/**
 * Pairs of files that show one picture, as it is or flipped. Flips are known by what they show, and
 * by the name that the copies of 300-W give them: {@code a_mirror.jpg} beside {@code a.jpg}.
 */
final class SamePictures {
  /**
   * Two files.
   *
   * @param first the one that is first by path
   * @param second the other
   * @param flipped whether one is the flip of the other
   */
  record Pair(Path first, Path second, boolean flipped) {}

  private SamePictures() {}

  /** The pairs among some readable pictures, in order; a symmetric picture makes two pairs. */
  static List<Pair> among(Map<Path, ExaminedPicture> pictures) {
    List<Path> files =
        pictures.keySet().stream()
            .filter(file -> pictures.get(file).isReadable())
            .sorted()
            .toList();
    List<Thumbnail> looks =
        files.stream().map(file -> pictures.get(file).thumbnail().orElseThrow()).toList();
    List<Thumbnail> flips = looks.stream().map(Thumbnail::flipped).toList();
    Map<String, Path> flipped = new HashMap<>();
    files.stream()
        .filter(Photographs::isFlipped)
        .forEach(file -> flipped.put(Photographs.unflipped(file), file));
    return IntStream.range(0, files.size())
        .parallel()
        .boxed()
        .flatMap(
            i -> {
              List<Pair> pairs = new ArrayList<>();
              Path file = files.get(i);
              Path named =
                  Photographs.isFlipped(file) ? null : flipped.get(Photographs.unflipped(file));
              for (int j = i + 1; j < files.size(); j++) {
                if (looks.get(i).resembles(looks.get(j))) {
                  pairs.add(new Pair(file, files.get(j), false));
                }
                if (flips.get(i).resembles(looks.get(j))) {
                  pairs.add(new Pair(file, files.get(j), true));
                }
              }
              if (named != null && pairs.stream().noneMatch(p -> p.second().equals(named))) {
                pairs.add(new Pair(file, named, true));
              }
              return pairs.stream();
            })
        .toList();
  }
}
