package org.wingloss.data.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.scheme.LandmarkScheme;

/** A layout with what all share: known splits, the derived validation split, order, unique ids. */
final class LayoutReader implements DatasetReader {
  private static final String VALIDATION = "validation";

  private final Layout layout;

  LayoutReader(Layout layout) {
    this.layout = layout;
  }

  @Override
  public String kind() {
    return layout.kind();
  }

  @Override
  public LandmarkScheme scheme() {
    return layout.scheme();
  }

  @Override
  public List<String> splits() {
    List<String> splits = new ArrayList<>(layout.splits());
    if (!splits.contains(VALIDATION)) {
      splits.add(VALIDATION);
    }
    return List.copyOf(splits);
  }

  @Override
  public List<Annotation> read(Path data, String split) {
    if (layout instanceof FileLayout files) {
      return readLists(files, data, split);
    }
    if (!splits().contains(split)) {
      throw new InvalidDataException(
          "%s has no split '%s'; known: %s".formatted(kind(), split, String.join(", ", splits())));
    }
    DataFolder folder = DataFolder.open(data);
    if (!layout.splits().contains(split)) {
      return everyTenth(data, layout.read(folder, "train"));
    }
    return sorted(data, layout.read(folder, split));
  }

  private static List<Annotation> readLists(FileLayout layout, Path data, String split) {
    boolean one = Files.isRegularFile(data);
    DataFolder folder = DataFolder.open(one ? data.toAbsolutePath().getParent() : data);
    if (split.equals(VALIDATION) && (one || !layout.has(folder, split))) {
      return everyTenth(data, one ? layout.readFile(folder, data) : layout.read(folder, "train"));
    }
    return sorted(data, one ? layout.readFile(folder, data) : layout.read(folder, split));
  }

  private static List<Annotation> everyTenth(Path data, List<Annotation> training) {
    return Holdout.everyTenth(sorted(data, training)).validation();
  }

  private static List<Annotation> sorted(Path data, List<Annotation> faces) {
    List<Annotation> sorted = new ArrayList<>(faces);
    sorted.sort(Comparator.comparing(Annotation::id));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
        throw InvalidDataException.in(data, "names the face '" + sorted.get(i).id() + "' twice");
      }
    }
    return List.copyOf(sorted);
  }
}
