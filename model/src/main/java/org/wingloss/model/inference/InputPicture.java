package org.wingloss.model.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.PathText;

/**
 * A picture to be looked at.
 *
 * @param id its path below the folder that was named, or the path that was named, with {@code /};
 *     where that is the id of another picture too, the path below the folder that all pictures have
 *     in common
 * @param file the file
 */
public record InputPicture(String id, Path file) {
  /** What a drawing's name has behind that of its picture. */
  private static final String DRAWING = ".png";

  private static final Comparator<InputPicture> BY_CHARACTERS =
      Comparator.comparing(InputPicture::id);
  private static final Comparator<InputPicture> BY_NUMBERS =
      Comparator.comparing(InputPicture::id, NaturalOrder.OF_NAMES);

  /**
   * The pictures that files and folders name: a folder stands for all pictures below it, in the
   * natural order of their names ({@code frame2} before {@code frame10}), hidden ones left out.
   * Files keep the order in which they are named, unless that is the one of their characters, which
   * a shell's {@code *} makes; then theirs is the natural one too.
   *
   * @throws InvalidDataException if a file is absent or a folder holds no picture
   */
  public static List<InputPicture> list(List<Path> named) {
    return list(named, Optional.empty());
  }

  /**
   * As {@link #list(List)}.
   *
   * @param without a folder whose pictures are left out where a folder above it is named
   */
  public static List<InputPicture> list(List<Path> named, Optional<Path> without) {
    List<InputPicture> pictures = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        pictures.addAll(below(path, without.flatMap(out -> asSeenFrom(path, out))));
      } else if (Files.exists(path)) {
        pictures.add(new InputPicture(PathText.of(path), path));
      } else {
        throw InvalidDataException.in(path, "no such picture or folder");
      }
    }
    boolean listed = named.stream().noneMatch(Files::isDirectory);
    if (listed && pictures.equals(pictures.stream().sorted(BY_CHARACTERS).toList())) {
      pictures.sort(BY_NUMBERS);
    }
    return haveOwnIds(pictures) ? pictures : namedFrom(commonFolder(pictures), pictures);
  }

  /** A folder by its path below another, whatever links lead to both; empty if it is not below. */
  private static Optional<Path> asSeenFrom(Path folder, Path other) {
    Path from = real(folder);
    Path to = real(other);
    return to.startsWith(from) && !to.equals(from)
        ? Optional.of(folder.resolve(from.relativize(to)))
        : Optional.empty();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return whole(path);
    }
  }

  private static boolean haveOwnIds(List<InputPicture> pictures) {
    return pictures.stream().map(InputPicture::id).distinct().count() == pictures.size();
  }

  private static List<InputPicture> namedFrom(Path folder, List<InputPicture> pictures) {
    return pictures.stream()
        .map(picture -> new InputPicture(PathText.of(picture.pathFrom(folder)), picture.file))
        .toList();
  }

  /**
   * The picture's path from a folder above it, such as {@link #commonFolder}; from another drive it
   * begins with the drive's letter.
   */
  public Path pathFrom(Path folder) {
    Path whole = whole(file);
    Path root = whole.getRoot();
    return root.equals(folder.getRoot())
        ? folder.relativize(whole)
        : Path.of(root.toString().replaceAll("\\W", "")).resolve(root.relativize(whole));
  }

  /** The folder below which all pictures lie; without any, the working folder. */
  public static Path commonFolder(List<InputPicture> pictures) {
    return pictures.stream()
        .map(picture -> whole(picture.file).getParent())
        .reduce(InputPicture::common)
        .orElse(whole(Path.of("")));
  }

  private static Path common(Path one, Path other) {
    Path above = one;
    while (above.getParent() != null && !other.startsWith(above)) {
      above = above.getParent();
    }
    return above;
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** A sentence where pictures are in the natural order and that of their characters is another. */
  public static Optional<String> order(List<InputPicture> pictures) {
    return IntStream.range(1, pictures.size())
        .filter(i -> BY_CHARACTERS.compare(pictures.get(i - 1), pictures.get(i)) > 0)
        .filter(i -> BY_NUMBERS.compare(pictures.get(i - 1), pictures.get(i)) < 0)
        .mapToObj(
            i ->
                "pictures are in the order of their numbers: %s before %s"
                    .formatted(pictures.get(i - 1).id(), pictures.get(i).id()))
        .findFirst();
  }

  /**
   * Bytes by which many machines can put ids into the natural order, the one of {@link #list}: they
   * are compared one by one, without a sign.
   */
  public static byte[] sortKey(String id) {
    return NaturalOrder.key(id);
  }

  private static List<InputPicture> below(Path folder, Optional<Path> without) {
    List<InputPicture> pictures =
        FolderFiles.below(folder).stream()
            .filter(file -> InputPicture.hasEnding(file) && !isHidden(folder, file))
            .filter(file -> without.filter(file::startsWith).isEmpty())
            .map(file -> new InputPicture(PathText.of(folder.relativize(file)), file))
            .sorted(BY_NUMBERS)
            .toList();
    if (pictures.isEmpty()) {
      throw InvalidDataException.in(
          folder,
          "holds no picture (%s)%s"
              .formatted(
                  String.join(", ", ImageFiles.ENDINGS),
                  passedOver(List.of(folder)).map(said -> "; " + said).orElse("")));
    }
    return pictures;
  }

  /**
   * A sentence about pictures that are named as {@code predict} names the drawings of others:
   * {@code a.jpg.png} where there is an {@code a.jpg}. They may as well be a user's own.
   */
  public static Optional<String> drawings(List<InputPicture> pictures) {
    Set<String> names = pictures.stream().map(InputPicture::name).collect(Collectors.toSet());
    List<InputPicture> drawn =
        pictures.stream()
            .filter(picture -> picture.name().endsWith(DRAWING))
            .filter(picture -> names.contains(picture.nameWithout(DRAWING)))
            .toList();
    return drawn.stream()
        .findFirst()
        .map(
            first ->
                Plural.of(
                        drawn.size(),
                        "%d [picture seems to be a drawing of another|pictures seem to be drawings of others] (%s[| first]): what --draw wrote is passed over only where --draw names its folder again")
                    .formatted(drawn.size(), first.id()));
  }

  private String name() {
    return file.getFileName().toString();
  }

  private String nameWithout(String ending) {
    return name().substring(0, name().length() - ending.length());
  }

  /**
   * A sentence about the files below the folders named that {@link #list} leaves out: how many of
   * each ending.
   */
  public static Optional<String> passedOver(List<Path> named) {
    Map<String, Integer> notRead = new TreeMap<>();
    Map<String, Integer> noPictures = new TreeMap<>();
    for (Path folder : named.stream().filter(Files::isDirectory).toList()) {
      FolderFiles.below(folder).stream()
          .filter(file -> !hasEnding(file) || isHidden(folder, file))
          .map(file -> isHidden(folder, file) ? "hidden" : ending(file))
          .forEach(
              ending ->
                  (ImageFiles.ENDINGS_NOT_READ.contains(ending) ? notRead : noPictures)
                      .merge(ending, 1, Integer::sum));
    }
    List<String> reasons =
        Stream.of(
                because("their formats are not read", notRead),
                because("they are no pictures", noPictures))
            .flatMap(Optional::stream)
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of("files passed over " + String.join("; ", reasons));
  }

  private static Optional<String> because(String reason, Map<String, Integer> endings) {
    int count = endings.values().stream().mapToInt(Integer::intValue).sum();
    String each =
        endings.entrySet().stream()
            .map(ending -> ending.getValue() + " " + ending.getKey())
            .collect(Collectors.joining(", "));
    return count == 0
        ? Optional.empty()
        : Optional.of("because %s: %d (%s)".formatted(reason, count, each));
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "without an ending" : name.substring(dot);
  }

  private static boolean isHidden(Path folder, Path file) {
    // Not PathText: a file that is passed over may have any name.
    return HiddenFiles.isHidden(folder.relativize(file).toString().replace('\\', '/'));
  }

  private static boolean hasEnding(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ImageFiles.ENDINGS.stream().anyMatch(name::endsWith);
  }
}
