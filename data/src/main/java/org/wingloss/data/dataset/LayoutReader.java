package org.wingloss.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;

/** A layout with what all share: known splits, the derived validation split, order, unique ids. */
final class LayoutReader implements DatasetReader {
  private static final Logger LOG = LoggerFactory.getLogger(LayoutReader.class);
  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";

  private final DatasetLayout layout;
  private final boolean followsLinks;

  LayoutReader(DatasetLayout layout, boolean followsLinks) {
    this.layout = layout;
    this.followsLinks = followsLinks;
  }

  @Override
  public DatasetReader followingLinks() {
    return new LayoutReader(layout, true);
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
  public List<Face> read(Path data, String split) {
    return read(data, split, null).faces();
  }

  @Override
  public Reading readTolerantly(Path data, String split) {
    return read(data, split, new LinkedHashMap<>());
  }

  @Override
  public boolean has(Path data, String split) {
    String source = layout.splits().contains(split) ? split : TRAIN;
    if (layout instanceof ListFileLayout && Files.isRegularFile(data)) {
      return source.equals(TRAIN); // a single list holds nothing but what is trained on
    }
    return layout.has(open(data, source, null), source);
  }

  @Override
  public boolean listsValidation(Path data) {
    return validationFile(data).isPresent() || hasValidationSplit(data);
  }

  @Override
  public Optional<Path> validationFile(Path data) {
    return ValidationList.in(root(data)).map(ValidationList::file);
  }

  @Override
  public Holdout everyTenth(Path data, List<Face> training) {
    validationFile(data)
        .ifPresent(
            file -> {
              throw InvalidDataException.in(
                  file,
                  "names the validation set, so every tenth photograph is not held out;"
                      + " set validation=list, or remove this file");
            });
    return Holdout.everyTenth(training, layout::photograph);
  }

  private boolean hasValidationSplit(Path data) {
    // No other layout has a split of that name.
    return layout instanceof ListFileLayout lists
        && !Files.isRegularFile(data)
        && lists.has(open(data, VALIDATION, null), VALIDATION);
  }

  /** The data folder, or that of a list file. */
  private static Path root(Path data) {
    return Files.isRegularFile(data) ? data.toAbsolutePath().getParent() : data;
  }

  private Reading read(Path data, String split, Map<String, String> problems) {
    Reading reading =
        layout instanceof ListFileLayout lists
            ? readLists(lists, data, split, problems)
            : readFolder(data, split, problems);
    if (reading.skipped() > 0) {
      String message = Plural.of(reading.skipped(), "{} leaves out {} [face|faces] of {}");
      LOG.info(message, SkipList.NAME, reading.skipped(), split);
    }
    return reading;
  }

  private Reading readFolder(Path data, String split, Map<String, String> problems) {
    if (!splits().contains(split)) {
      throw new InvalidDataException(
          "%s has no split '%s'; known: %s".formatted(kind(), split, String.join(", ", splits())));
    }
    boolean derived = !layout.splits().contains(split);
    String source = derived ? TRAIN : split;
    DataFolder folder = open(data, source, problems);
    List<Face> faces = sorted(data, layout.read(folder, source));
    return reading(faces, derived, folder, problems);
  }

  private Reading readLists(
      ListFileLayout layout, Path data, String split, Map<String, String> problems) {
    boolean one = Files.isRegularFile(data);
    Path root = root(data);
    boolean derived = split.equals(VALIDATION) && !hasValidationSplit(data);
    String source = derived ? TRAIN : split;
    DataFolder folder = open(root, source, problems);
    List<Face> faces =
        one
            ? layout.readFile(folder, folder.root().resolve(data.getFileName()))
            : layout.read(folder, source);
    return reading(sorted(data, faces), derived, folder, problems);
  }

  private DataFolder open(Path data, String split, Map<String, String> problems) {
    return DataFolder.open(data, followsLinks, split, problems);
  }

  private Reading reading(
      List<Face> faces, boolean derived, DataFolder folder, Map<String, String> problems) {
    Map<String, String> wrong = problems == null ? Map.of() : problems;
    return new Reading(
        derived ? validation(faces, folder, wrong.keySet()) : faces, wrong, folder.skipped());
  }

  private List<Face> validation(List<Face> training, DataFolder folder, Set<String> unreadable) {
    return ValidationList.in(folder.root())
        .map(list -> list.of(training, folder, unreadable))
        .orElseGet(() -> Holdout.everyTenth(training, layout::photograph).validation());
  }

  private static List<Face> sorted(Path data, List<Face> faces) {
    List<Face> sorted = new ArrayList<>(faces);
    sorted.sort(Comparator.comparing(Face::id));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
        throw InvalidDataException.in(data, "names the face '" + sorted.get(i).id() + "' twice");
      }
    }
    return List.copyOf(sorted);
  }
}
