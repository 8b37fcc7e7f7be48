package org.wingloss.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.Sha256;

/**
 * Which picture files show one photograph: those of the same bytes, and a flipped copy beside the
 * file whose name it has ({@code a_mirror.jpg} beside {@code a.jpg}). A layout may know more from
 * its names. Only files of the same size are read, so that it costs little in large data sets. The
 * doctor, which decodes every picture, finds copies that were scaled or compressed again, too.
 */
public final class Photographs {
  private static final String FLIPPED = "_mirror";

  private Photographs() {}

  /**
   * The photograph of every picture, numbered in the order in which they first occur.
   *
   * @throws org.wingloss.data.InvalidDataException if a picture cannot be read
   */
  public static int[] of(List<Path> pictures) {
    return of(pictures, Photographs::unflipped);
  }

  /**
   * The same.
   *
   * @param names the name of a picture's photograph, the same for all its pictures
   */
  static int[] of(List<Path> pictures, Function<Path, String> names) {
    Map<Path, String> contents = contents(Set.copyOf(pictures));
    int[] first = new int[pictures.size()];
    Map<String, Integer> byName = new HashMap<>();
    Map<String, Integer> byContent = new HashMap<>();
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
      Path picture = pictures.get(i);
      unite(first, i, byName.putIfAbsent(names.apply(picture), i));
      String content = contents.get(picture);
      unite(first, i, content == null ? null : byContent.putIfAbsent(content, i));
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] photographs = new int[first.length];
    for (int i = 0; i < first.length; i++) {
      photographs[i] = numbers.computeIfAbsent(root(first, i), unused -> numbers.size());
    }
    return photographs;
  }

  /** Whether a name is that of a flipped copy. */
  public static boolean isFlipped(Path picture) {
    return stem(picture).endsWith(FLIPPED);
  }

  /** The path without its ending, of a flipped copy that of the file it was made from. */
  public static String unflipped(Path picture) {
    String stem = stem(picture);
    return stem.endsWith(FLIPPED) ? stem.substring(0, stem.length() - FLIPPED.length()) : stem;
  }

  /** A path without its ending. */
  private static String stem(Path picture) {
    String path = picture.toString();
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf(picture.getFileSystem().getSeparator())
        ? path
        : path.substring(0, dot);
  }

  /** A hash by file, for those that are not the only ones of their size. */
  private static Map<Path, String> contents(Set<Path> pictures) {
    Map<Long, List<Path>> bySize =
        pictures.parallelStream().collect(Collectors.groupingBy(Photographs::size));
    return bySize.values().stream()
        .filter(files -> files.size() > 1)
        .flatMap(List::stream)
        .toList()
        .parallelStream()
        .collect(Collectors.toMap(file -> file, file -> Sha256.of(file).hex()));
  }

  private static long size(Path picture) {
    try {
      return Files.size(picture);
    } catch (IOException e) {
      throw FileFailure.unreadable(picture, e);
    }
  }

  private static void unite(int[] first, int a, Integer b) {
    if (b != null) {
      int one = root(first, a);
      int other = root(first, b);
      first[Math.max(one, other)] = Math.min(one, other);
    }
  }

  private static int root(int[] first, int i) {
    int root = i;
    while (first[root] != root) {
      root = first[root];
    }
    return root;
  }
}
