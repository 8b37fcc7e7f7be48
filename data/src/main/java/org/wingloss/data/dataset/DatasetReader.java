package org.wingloss.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Reads one kind of data set from its published layout on disk, with what all layouts share: known
 * splits, the derived validation split, order, unique ids.
 */
public final class DatasetReader {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetReader.class);
  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";

  private final String kind;
  private final LandmarkScheme scheme;
  private final List<String> protocol;
  private final DatasetLayout layout;
  private final boolean followsLinks;

  /**
   * A reader.
   *
   * @param protocol the splits that the protocol defines
   */
  DatasetReader(
      String kind,
      LandmarkScheme scheme,
      List<String> protocol,
      DatasetLayout layout,
      boolean followsLinks) {
    this.kind = kind;
    this.scheme = scheme;
    this.protocol = protocol;
    this.layout = layout;
    this.followsLinks = followsLinks;
  }

  /**
   * The reader of a kind.
   *
   * @param kind one of {@link #kinds()}, and for the layouts that say nothing of the meaning of
   *     their points optionally a scheme's name or file after a colon: {@code dlib:aflw-19}
   * @throws InvalidDataException if there is no such kind or scheme
   */
  public static DatasetReader of(String kind) {
    return Layouts.of(kind);
  }

  /** The reader of the kind {@code jsonl} with landmarks of any scheme, one of one's own too. */
  public static DatasetReader jsonLines(LandmarkScheme scheme) {
    return Layouts.jsonLines(scheme);
  }

  /** The kinds that can be read. */
  public static List<String> kinds() {
    return Layouts.KINDS;
  }

  /**
   * This reader, but one that follows every symbolic link. Without, only links that lie directly in
   * the data folder may lead out of it.
   */
  public DatasetReader followingLinks() {
    return new DatasetReader(kind, scheme, protocol, layout, true);
  }

  /** The name on the command line: {@code 300w}. */
  public String kind() {
    return kind;
  }

  /** What the landmarks mean. */
  public LandmarkScheme scheme() {
    return scheme;
  }

  /** The parts into which the data set's protocol divides it, {@code train} first. */
  public List<String> splits() {
    List<String> splits = new ArrayList<>(protocol);
    if (!splits.contains(VALIDATION)) {
      splits.add(VALIDATION);
    }
    return List.copyOf(splits);
  }

  /**
   * The lists that a data folder holds beside those of {@link #splits()}; none where a layout is
   * not one list file per split.
   *
   * @throws InvalidDataException if there is no such folder
   */
  public List<OtherList> otherLists(Path data) {
    return layout instanceof ListFileLayout lists && !Files.isRegularFile(data)
        ? lists.others(open(data, TRAIN, null), splits())
        : List.of();
  }

  /**
   * The faces of a split, sorted by id, with landmarks and boxes in pixels of the stored picture,
   * 0-based; without those that the folder's {@linkplain SkipList skip list} names.
   *
   * @param data the folder that holds the data set
   * @param split one of {@link #splits()}
   * @throws InvalidDataException if the folder lacks a file of the split, or a file does not fit
   *     its format, or names a picture that is absent or lies outside the folder
   */
  public List<Face> read(Path data, String split) {
    return read(data, split, null).faces();
  }

  /**
   * The same, with single faces that cannot be read as problems instead of an exception.
   *
   * @throws InvalidDataException if the split's lists are absent or broken as a whole
   */
  public Reading readTolerantly(Path data, String split) {
    return read(data, split, new LinkedHashMap<>());
  }

  /**
   * Whether a folder holds anything of a split. Data sets are often handed on without their test
   * part; half of one is there all the same, and {@link #read} will name what is missing.
   *
   * @throws InvalidDataException if there is no such folder
   */
  public boolean has(Path data, String split) {
    return holds(data, split, layout::has);
  }

  /**
   * Whether a folder holds all that {@link #read} needs of a split, though it may be broken.
   *
   * @throws InvalidDataException if there is no such folder
   */
  public boolean hasWhole(Path data, String split) {
    return holds(data, split, layout::hasWhole);
  }

  private boolean holds(Path data, String split, BiPredicate<DataFolder, String> has) {
    boolean listed =
        protocol.contains(split) || (split.equals(VALIDATION) && hasValidationSplit(data));
    String source = listed ? split : TRAIN;
    if (layout instanceof ListFileLayout && Files.isRegularFile(data)) {
      return source.equals(TRAIN); // a single list holds nothing but what is trained on
    }
    return has.test(open(data, source, null), source);
  }

  /**
   * Whether the split {@code validation} is a list that came with the data: one of the layout's, or
   * the file {@code wingloss-validation.txt} in the data folder, which names pictures of {@code
   * train}. Otherwise it is {@linkplain #everyTenth every tenth photograph}.
   *
   * @throws InvalidDataException if there is no such folder
   */
  public boolean listsValidation(Path data) {
    return validationFile(data).isPresent() || hasValidationSplit(data);
  }

  /** The file {@code wingloss-validation.txt} of a data folder, where there is one. */
  public Optional<Path> validationFile(Path data) {
    return ValidationList.in(root(data)).map(ValidationList::file);
  }

  /**
   * Holds out every tenth photograph, see {@link Holdout}.
   *
   * @param training faces of {@code train}
   * @throws InvalidDataException if a picture cannot be read, or if {@code wingloss-validation.txt}
   *     names the validation set
   */
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

  /**
   * The lines of the folder's {@linkplain SkipList skip list} that left no face out.
   *
   * @param readings of the data, by split
   */
  public List<String> idleSkips(Path data, Map<String, Reading> readings) {
    return SkipList.idle(root(data), readings);
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
    int skipped = reading.skipped().size();
    if (skipped > 0) {
      String message = Plural.of(skipped, "{} leaves out {} [face|faces] of {}");
      LOG.info(message, SkipList.NAME, skipped, split);
    }
    return reading;
  }

  private Reading readFolder(Path data, String split, Map<String, String> problems) {
    if (!splits().contains(split)) {
      throw new InvalidDataException(
          "%s has no split '%s'; known: %s".formatted(kind, split, String.join(", ", splits())));
    }
    boolean derived = !protocol.contains(split);
    String source = derived ? TRAIN : split;
    DataFolder folder = open(data, source, problems);
    List<Face> faces = sorted(data, layout.read(folder, source));
    return reading(faces, derived, folder, problems);
  }

  private Reading readLists(
      ListFileLayout lists, Path data, String split, Map<String, String> problems) {
    boolean one = Files.isRegularFile(data);
    Path root = root(data);
    boolean derived = split.equals(VALIDATION) && !hasValidationSplit(data);
    String source = derived ? TRAIN : split;
    DataFolder folder = open(root, source, problems);
    List<Face> faces =
        one
            ? lists.readFile(folder, folder.root().resolve(data.getFileName()))
            : lists.read(folder, source);
    return reading(sorted(data, faces), derived, folder, problems);
  }

  private DataFolder open(Path data, String split, Map<String, String> problems) {
    return DataFolder.open(data, followsLinks, split, problems);
  }

  private Reading reading(
      List<Face> faces, boolean derived, DataFolder folder, Map<String, String> problems) {
    Map<String, String> wrong = problems == null ? Map.of() : problems;
    Set<String> absent = new HashSet<>(wrong.keySet());
    absent.addAll(folder.skipped());
    return new Reading(
        derived ? validation(faces, folder, absent) : faces, wrong, folder.skipped());
  }

  private List<Face> validation(List<Face> training, DataFolder folder, Set<String> absent) {
    return ValidationList.in(folder.root())
        .map(list -> list.of(training, folder, absent))
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
