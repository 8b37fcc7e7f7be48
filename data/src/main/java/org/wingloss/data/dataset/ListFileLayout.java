package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

/**
 * A layout that is one list file per split, of any scheme. The file of split {@code test} is the
 * one in the data folder, or in its folder {@code annotations}, that is called {@code test} or
 * whose name ends in {@code _test} or {@code -test}; any name that fits a file is a split. The data
 * may also be given as the list file itself.
 */
sealed interface ListFileLayout extends DatasetLayout
    permits JsonLinesLayout, HrnetLayout, CocoLayout, DlibLayout {
  /** How the list files end, lower case: {@code .csv}. */
  String ending();

  /** The faces of a list file. */
  List<Face> readFile(DataFolder folder, Path list);

  @Override
  default List<String> splits() {
    return List.of("train", "test");
  }

  @Override
  default List<Face> read(DataFolder folder, String split) {
    return readFile(folder, listOf(folder, split));
  }

  @Override
  default boolean has(DataFolder folder, String split) {
    return !lists(folder, split).isEmpty();
  }

  private Path listOf(DataFolder folder, String split) {
    List<Path> lists = lists(folder, split);
    if (lists.size() != 1) {
      throw InvalidDataException.in(
          folder.root(),
          lists.isEmpty()
              ? "holds no list %s%s nor one ending in _%s%s"
                  .formatted(split, ending(), split, ending())
              : "holds several lists of the split '%s': %s and %s"
                  .formatted(split, folder.id(lists.get(0)), folder.id(lists.get(1))));
    }
    return lists.get(0);
  }

  private List<Path> lists(DataFolder folder, String split) {
    List<Path> files = new ArrayList<>(folder.list("", List.of(ending())));
    if (folder.hasFolder("annotations")) {
      files.addAll(folder.list("annotations", List.of(ending())));
    }
    String name = split.toLowerCase(Locale.ROOT) + ending();
    return files.stream()
        .filter(
            file -> {
              String found = file.getFileName().toString().toLowerCase(Locale.ROOT);
              return found.equals(name) || found.endsWith("_" + name) || found.endsWith("-" + name);
            })
        .toList();
  }
}
