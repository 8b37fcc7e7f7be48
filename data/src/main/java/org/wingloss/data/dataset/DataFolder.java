package org.wingloss.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.PathText;

/**
 * A data set's folder, which nothing that its files name may leave: neither by {@code ..}, nor by
 * an absolute path, nor through a symbolic link inside what was unpacked. Links that lie directly
 * in the folder are followed: whoever keeps the parts of a data set in several places makes them.
 */
final class DataFolder {
  private final Path root;
  private final Path realRoot;
  private final boolean followsLinks;
  private final Set<Path> checkedFolders = new HashSet<>();
  private final Set<String> skip;
  private final Map<String, String> problems;
  private final Set<String> skipped = new HashSet<>();

  /** The files of folders in which a picture was not found, by {@link #nameWithoutBlanks}. */
  private final Map<Path, Map<String, List<Path>>> withoutBlanks = new HashMap<>();

  private DataFolder(
      Path root, boolean followsLinks, Set<String> skip, Map<String, String> problems)
      throws IOException {
    this.realRoot = root.toRealPath();
    this.root = plain(root, realRoot);
    this.followsLinks = followsLinks;
    this.skip = skip;
    this.problems = problems;
  }

  /**
   * Opens a folder.
   *
   * @param followsLinks whether links that leave the folder are followed wherever they lie in it
   * @param split to be read, for the skip list
   * @param problems takes what is wrong with single faces; null to make it an error
   */
  static DataFolder open(
      Path root, boolean followsLinks, String split, Map<String, String> problems) {
    if (!Files.isDirectory(root)) {
      throw InvalidDataException.in(
          root, Files.exists(root) ? "is not a folder" : "there is no such folder");
    }
    try {
      return new DataFolder(root, followsLinks, SkipList.of(root, split), problems);
    } catch (IOException e) {
      throw InvalidDataException.in(root, "cannot be opened: " + e.getMessage(), e);
    }
  }

  /** As typed, but without {@code .} and {@code ..}, if it is the same folder then. */
  private static Path plain(Path root, Path real) throws IOException {
    Path clean = root.normalize();
    if (clean.toString().isEmpty()) {
      return root.toAbsolutePath().normalize();
    }
    // What stands before a ".." may be a link.
    return Files.isDirectory(clean) && clean.toRealPath().equals(real) ? clean : real;
  }

  Path root() {
    return root;
  }

  /** The faces that the skip list has left out so far. */
  Set<String> skipped() {
    return skipped;
  }

  /** Reads one face, unless the skip list names it. */
  void face(String id, Runnable reading) {
    if (skip.contains(id)) {
      skipped.add(id);
      return;
    }
    if (problems == null) {
      reading.run();
      return;
    }
    try {
      reading.run();
    } catch (InvalidDataException e) {
      problems.put(id, e.getMessage());
    }
  }

  /** What a face is called before its picture is known to be there: its id, else the name. */
  String idOf(List<String> folders, String name) {
    try {
      return existing(folders, name, "").map(this::id).orElse(name);
    } catch (InvalidDataException e) {
      // A name that leads out; the face's own reading says so.
      return name;
    }
  }

  /** Whether there is a folder of that name below. */
  boolean hasFolder(String name) {
    return Files.isDirectory(root.resolve(name));
  }

  /** The first of some files that exists. */
  Optional<Path> find(List<String> names) {
    for (String name : names) {
      Path file = root.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(inside(file, file.toString()));
      }
    }
    return Optional.empty();
  }

  /** The first of some files that exists; one of them must. */
  Path file(List<String> names) {
    return find(names)
        .orElseThrow(
            () ->
                InvalidDataException.in(
                    root, "holds none of the files " + String.join(", ", names)));
  }

  /**
   * The picture that an annotation file names; where there is none, the only one that differs in
   * blanks beside {@code _} alone: 300-W's {@code image_092 _01.jpg} is called {@code
   * image_092_01.jpg} in lists.
   *
   * @param folders the folders below this one that the name may be relative to, in order
   * @param name as written, {@code /} or {@code \} between folders
   * @param where the file and the place in it, for messages
   */
  Path picture(List<String> folders, String name, String where) {
    return existing(folders, name, where)
        .map(picture -> inside(picture, where))
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "%s: names the picture '%s' but there is no %s"
                        .formatted(
                            where, TextFile.shown(name), resolved(folders.get(0), name, where))));
  }

  private Optional<Path> existing(List<String> folders, String name, String where) {
    return folders.stream()
        .map(folder -> resolved(folder, name, where))
        .filter(Files::isRegularFile)
        .findFirst()
        .or(
            () ->
                folders.stream()
                    .flatMap(folder -> otherBlanks(resolved(folder, name, where)).stream())
                    .findFirst());
  }

  /** The only file beside a place whose name differs in blanks beside {@code _} alone. */
  private Optional<Path> otherBlanks(Path place) {
    if (place.equals(root)) {
      return Optional.empty(); // what lies beside it is not of the data set
    }
    List<Path> same =
        withoutBlanks
            .computeIfAbsent(place.getParent(), DataFolder::byNameWithoutBlanks)
            .getOrDefault(nameWithoutBlanks(place), List.of());
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  private static Map<String, List<Path>> byNameWithoutBlanks(Path folder) {
    return Files.isDirectory(folder)
        ? FolderFiles.below(folder, 1).stream()
            .collect(Collectors.groupingBy(DataFolder::nameWithoutBlanks))
        : Map.of();
  }

  /** Other blanks may tell pictures apart: {@code 1 1.jpg} and {@code 11.jpg}. */
  private static String nameWithoutBlanks(Path file) {
    // Not " *_ *": a name of blanks alone would take the square of its length.
    return file.getFileName().toString().replaceAll(" {0,4}_ {0,4}", "_");
  }

  /** The id of a picture: its path below the data folder with {@code /}. */
  String id(Path picture) {
    return PathText.of(root.relativize(picture));
  }

  /**
   * Files of a folder (not of those below) by ending, in lower case and sorted; hidden ones not.
   */
  List<Path> list(String folder, List<String> endings) {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      List<Path> found = new ArrayList<>();
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!HiddenFiles.isHidden(name) && endings.stream().anyMatch(name::endsWith)) {
          found.add(inside(file, file.toString()));
        }
      }
      return found;
    } catch (IOException e) {
      throw InvalidDataException.in(root.resolve(folder), "cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The pictures of a folder. */
  List<Path> pictures(String folder) {
    return list(folder, ImageFiles.ENDINGS);
  }

  /** A name resolved without looking at the disk: {@code ..} may turn back, but not out. */
  private Path resolved(String folder, String name, String where) {
    String clean = name.strip().replace('\\', '/');
    boolean absolute = clean.isEmpty() || clean.startsWith("/") || clean.matches("[A-Za-z]:.*");
    Path whole = root.toAbsolutePath().normalize();
    try {
      Path picture = whole.resolve(folder).resolve(clean).normalize();
      if (!absolute && picture.startsWith(whole)) {
        return root.resolve(whole.relativize(picture));
      }
    } catch (InvalidPathException e) {
      throw new InvalidDataException(
          "%s: names a picture that is no path: %s".formatted(where, TextFile.shown(name)), e);
    }
    throw new InvalidDataException(
        "%s: names the picture '%s', which is not a path inside the data folder"
            .formatted(where, TextFile.shown(name)));
  }

  private Path inside(Path file, String where) {
    try {
      Path folder = file.getParent();
      boolean known = checkedFolders.contains(folder) && !Files.isSymbolicLink(file);
      if (!known && !followsLinks && leaves(file)) {
        throw new InvalidDataException(
            ("%s: %s leads out of the data folder through a symbolic link; links directly in the"
                    + " data folder are followed, others with --follow-links, where a verb has it")
                .formatted(where, file));
      }
      if (!Files.isSymbolicLink(file)) {
        checkedFolders.add(folder);
      }
      return file;
    } catch (IOException e) {
      throw new InvalidDataException(
          "%s: %s cannot be opened: %s".formatted(where, file, e.getMessage()), e);
    }
  }

  /** Whether a file lies neither in the folder nor in what a link directly in it leads to. */
  private boolean leaves(Path file) throws IOException {
    Path real = file.toRealPath();
    Path top = root.resolve(root.relativize(file).getName(0));
    return !real.startsWith(realRoot)
        && !(Files.isSymbolicLink(top) && real.startsWith(top.toRealPath()));
  }
}
