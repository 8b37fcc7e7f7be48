package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.format.LandmarkCount;
import org.wingloss.data.format.ListFormat;
import org.wingloss.data.format.ListedFace;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * A layout that is one list file per split, of any scheme. The file of split {@code test} is the
 * one in the data folder, or in its folder {@code annotations}, that is called {@code test} or
 * whose name ends in {@code _test} or {@code -test}, without or else with a version behind it
 * ({@code _test_v1.0}); any name that fits a file is a split. The data may also be given as the
 * list file itself.
 *
 * @param format of the list files
 * @param scheme the meaning of the landmarks
 * @param images the folders below the data folder to which the images' names may be relative, in
 *     order; empty for the folder of the list file
 */
record ListFileLayout(ListFormat format, LandmarkScheme scheme, List<String> images)
    implements DatasetLayout {
  private static final Pattern VERSION = Pattern.compile("[_-]v\\d+(\\.\\d+)*$");
  private static final Pattern TEST_SPLIT =
      Pattern.compile("(test|val|valid|validation)\\d*([_-].*)?");
  private static final Pattern NO_LIST = Pattern.compile("[_-](predictions|results|boxes)([_-]|$)");

  @Override
  public List<Face> read(DataFolder folder, String split) {
    return readFile(folder, listOf(folder, split));
  }

  @Override
  public boolean has(DataFolder folder, String split) {
    return !lists(folder, split).isEmpty();
  }

  /** The files that may be lists beside those of some splits. */
  List<OtherList> others(DataFolder folder, List<String> splits) {
    Set<Path> known = new HashSet<>();
    Set<String> beginnings = new LinkedHashSet<>();
    for (String split : splits) {
      for (Path list : lists(folder, split)) {
        known.add(list);
        String name = unversioned(name(list));
        beginnings.add(name.substring(0, name.length() - split.length()));
      }
    }
    return files(folder).stream()
        .filter(file -> !known.contains(file))
        .map(file -> new OtherList(folder.id(file), testSplit(folder, file, beginnings)))
        .toList();
  }

  /**
   * The split of a list that is named like a known one, but with another test or validation split
   * at its end; none of a file that names itself as predictions, results or boxes.
   */
  private Optional<String> testSplit(DataFolder folder, Path list, Set<String> beginnings) {
    String name = name(list);
    return beginnings.stream()
        .filter(name::startsWith)
        .map(beginning -> name.substring(beginning.length()))
        .filter(split -> TEST_SPLIT.matcher(split).matches() && !NO_LIST.matcher(split).find())
        .map(split -> lists(folder, unversioned(split)).contains(list) ? unversioned(split) : split)
        .findFirst();
  }

  /** The faces of a list file. */
  List<Face> readFile(DataFolder folder, Path list) {
    List<String> folders = images.isEmpty() ? List.of(folder.id(list.getParent())) : images;
    LandmarkCount count =
        new LandmarkCount(
            scheme.name(), scheme.count(), n -> LandmarkScheme.ofCount(n).isPresent());
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    format.read(
        list,
        count,
        listed -> {
          Optional<String> named = listed.image().map(name -> folder.idOf(folders, name));
          String id = listed.id().orElseGet(() -> ids.next(named.orElseThrow()));
          folder.face(id, () -> faces.add(face(folder, folders, count, listed).withId(id)));
        });
    return faces;
  }

  private static Face face(
      DataFolder folder, List<String> folders, LandmarkCount count, ListedFace listed) {
    Face face = listed.face().get();
    String image =
        listed
            .image()
            .orElseThrow(() -> new InvalidDataException(listed.where() + ": has no 'image'"));
    count.check(face.landmarks().count(), listed.where());
    return face.withImage(folder.picture(folders, image, listed.where()));
  }

  private Path listOf(DataFolder folder, String split) {
    List<Path> lists = lists(folder, split);
    if (lists.size() != 1) {
      throw InvalidDataException.in(
          folder.root(),
          lists.isEmpty()
              ? "holds no list %1$s%2$s nor one ending in _%1$s%2$s"
                  .formatted(split, format.ending())
              : "holds several lists of the split '%s': %s and %s"
                  .formatted(split, folder.id(lists.get(0)), folder.id(lists.get(1))));
    }
    return FolderFiles.regular(lists.get(0));
  }

  private List<Path> lists(DataFolder folder, String split) {
    String wanted = split.toLowerCase(Locale.ROOT);
    List<Path> files = files(folder);
    List<Path> exact = files.stream().filter(file -> isOf(wanted, name(file))).toList();
    return exact.isEmpty()
        ? files.stream().filter(file -> isOf(wanted, unversioned(name(file)))).toList()
        : exact;
  }

  private List<Path> files(DataFolder folder) {
    List<Path> files = new ArrayList<>(folder.list("", List.of(format.ending())));
    if (folder.hasFolder("annotations")) {
      files.addAll(folder.list("annotations", List.of(format.ending())));
    }
    return files;
  }

  private static boolean isOf(String split, String name) {
    return name.equals(split) || name.endsWith("_" + split) || name.endsWith("-" + split);
  }

  /** A file's name in lower case without its ending. */
  private String name(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(0, name.length() - format.ending().length());
  }

  private static String unversioned(String name) {
    return VERSION.matcher(name).replaceFirst("");
  }
}
