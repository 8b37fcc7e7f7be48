package org.wingloss.cli.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.stream.ShardFolder;
import org.wingloss.data.stream.ShardIndex;

/**
 * What is wrong with a stream of tar shards: every tar is compared with the index, every annotation
 * read, every picture decoded.
 *
 * @param kind {@code tar}
 * @param source where the faces come from
 * @param scheme of their landmarks
 * @param trainingFaces as the index says
 * @param validationFaces likewise
 * @param tars of both splits
 * @param problems the first of each tar that has one
 */
record TarDoctor(
    String kind,
    String source,
    String scheme,
    int trainingFaces,
    int validationFaces,
    int tars,
    List<String> problems) {
  /** The kind, as {@code --dataset} names it. */
  static final String KIND = "tar";

  /**
   * Examines a stream.
   *
   * @param progress told how many samples are read
   * @throws InvalidDataException if there is no index or it does not fit
   */
  static TarDoctor examine(Path path, IntConsumer progress) {
    ShardFolder folder = ShardFolder.open(path);
    ShardIndex index = folder.index();
    List<ShardIndex.Tar> tars =
        Stream.concat(index.train().stream(), index.validation().stream()).toList();
    List<String> problems = new ArrayList<>();
    int[] read = new int[1];
    for (ShardIndex.Tar tar : tars) {
      try {
        folder.forEach(
            List.of(tar),
            crop -> {
              crop.imageFace();
              crop.patch();
              progress.accept(++read[0]);
            });
      } catch (InvalidDataException e) {
        problems.add(e.getMessage());
      }
    }
    return new TarDoctor(
        KIND,
        index.source(),
        index.scheme().name(),
        index.trainingFaces(),
        index.validationFaces(),
        tars.size(),
        problems);
  }

  /** Whether nothing can be trained on it as it is. */
  boolean isUnusable() {
    return !problems.isEmpty();
  }

  String text(Path path) {
    return "tar of %s (%s) in %s%n%n%d training and %d validation faces in %s%n%s%nverdict: %s"
        .formatted(
            source,
            scheme,
            path,
            trainingFaces,
            validationFaces,
            Plural.of(tars, "%d [tar|tars]").formatted(tars),
            problems.stream().map("ERROR   %s%n"::formatted).collect(Collectors.joining()),
            isUnusable() ? "unusable as it is" : "usable");
  }
}
