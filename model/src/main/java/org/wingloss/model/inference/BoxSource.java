package org.wingloss.model.inference;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;

/** Where the face boxes of a picture come from. */
public sealed interface BoxSource {
  /**
   * The boxes of a picture's faces, pixels of {@code image}; empty where there is none.
   *
   * @param picture the picture's name
   * @param image its pixels
   */
  List<FacePlace> places(InputPicture picture, RgbImage image);

  /**
   * Whether a box that lies outside its picture is a slip; a data set's boxes are what they are.
   */
  default boolean mustTouchPicture() {
    return true;
  }

  private static List<FacePlace> given(List<Box> boxes) {
    return boxes.stream().map(FacePlace::given).toList();
  }

  /** The boxes of a data set's faces, by picture. */
  record Annotated(Map<Path, List<Box>> byPicture) implements BoxSource {
    /** Copies the map. */
    public Annotated {
      byPicture = Map.copyOf(byPicture);
    }

    @Override
    public List<FacePlace> places(InputPicture picture, RgbImage image) {
      return given(byPicture.getOrDefault(picture.file(), List.of()));
    }

    @Override
    public boolean mustTouchPicture() {
      return false;
    }
  }

  /** The same boxes for every picture. */
  record Given(List<Box> boxes) implements BoxSource {
    /** Copies the list. */
    public Given {
      boxes = List.copyOf(boxes);
    }

    @Override
    public List<FacePlace> places(InputPicture picture, RgbImage image) {
      return given(boxes);
    }
  }

  /** The whole picture: for pictures that were cut to one face already. */
  record WholePicture() implements BoxSource, Serializable {
    @Override
    public List<FacePlace> places(InputPicture picture, RgbImage image) {
      Box all = new Box(-0.5, -0.5, image.width() - 0.5, image.height() - 0.5);
      return List.of(FacePlace.given(all));
    }
  }

  /**
   * Boxes from a file, in its order. A line is of the picture that its {@code image} names, where
   * there is such a file, else of the one that its id names. Ids are matched with the end of the
   * picture's path, longest first, so that {@code afw/1.jpg} is found whether the folder above
   * {@code afw} or {@code afw} was named. A face whose id names the picture, too, is called as the
   * picture, with its number; else it has the line's id.
   *
   * @param byName lines by the picture's name in their ids, of which no picture is known
   * @param byFile lines by the path of their {@code image}
   */
  record Listed(Map<String, List<Line>> byName, Map<String, List<Line>> byFile)
      implements BoxSource, Serializable {
    /**
     * A line of the file.
     *
     * @param place in the file
     * @param id of the face
     * @param box of the face
     */
    public record Line(int place, String id, Box box) implements Serializable {
      private String name() {
        return FaceIds.picture(id);
      }

      /** The picture's id with the number of this one, where it names that picture. */
      private String idIn(InputPicture picture, List<String> names) {
        return names.contains(name()) ? picture.id() + id.substring(name().length()) : id;
      }
    }

    /**
     * Reads a {@link BoxFile}; {@code photo.jpg#2} is the second face of {@code photo.jpg}.
     *
     * @throws org.wingloss.data.InvalidDataException if the file is absent or does not fit
     */
    public static Listed read(Path file) {
      Map<String, List<Line>> byName = new HashMap<>();
      Map<String, List<Line>> byFile = new HashMap<>();
      int place = 0;
      for (Map.Entry<String, BoxFile.ListedBox> entry : BoxFile.read(file).entrySet()) {
        Line line = new Line(place, entry.getKey(), entry.getValue().box());
        Optional<Path> picture = entry.getValue().picture();
        picture.ifPresent(
            path -> byFile.computeIfAbsent(path.toString(), p -> new ArrayList<>()).add(line));
        // A picture that was moved away is known by its name alone.
        if (picture.filter(Files::isRegularFile).isEmpty()) {
          byName.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line);
        }
        place++;
      }
      return new Listed(byName, byFile);
    }

    @Override
    public List<FacePlace> places(InputPicture picture, RgbImage image) {
      Path path = whole(picture);
      List<String> names = names(path);
      return lines(path, names)
          .map(line -> FacePlace.named(line.idIn(picture, names), line.box()))
          .toList();
    }

    /** All lines, in the order of the file. */
    public List<Line> lines() {
      return inOrder(
              Stream.of(byName, byFile).flatMap(map -> map.values().stream()).flatMap(List::stream))
          .toList();
    }

    /** The lines that are of none of the pictures, in the order of the file. */
    public List<Line> unused(List<InputPicture> pictures) {
      BitSet used = new BitSet();
      for (InputPicture picture : pictures) {
        Path path = whole(picture);
        lines(path, names(path)).forEach(line -> used.set(line.place()));
      }
      return lines().stream().filter(line -> !used.get(line.place())).toList();
    }

    private Stream<Line> lines(Path path, List<String> names) {
      Optional<String> longest = names.stream().filter(byName::containsKey).findFirst();
      List<Line> named = longest.map(byName::get).orElse(List.of());
      List<Line> ofFile = byFile.getOrDefault(path.toString(), List.of());
      return inOrder(Stream.concat(named.stream(), ofFile.stream()));
    }

    private static Stream<Line> inOrder(Stream<Line> lines) {
      return lines.distinct().sorted(Comparator.comparingInt(Line::place));
    }

    private static Path whole(InputPicture picture) {
      return picture.file().toAbsolutePath().normalize();
    }

    /** The ends of a path, longest first, with {@code /}. */
    private static List<String> names(Path path) {
      return IntStream.range(0, path.getNameCount())
          .mapToObj(first -> path.subpath(first, path.getNameCount()).toString())
          .map(end -> end.replace('\\', '/'))
          .toList();
    }
  }

  /**
   * Boxes from a face detector.
   *
   * @param landmarks who predicts their landmarks
   */
  record Detected(FaceDetector detector, Ensemble landmarks) implements BoxSource {
    @Override
    public List<FacePlace> places(InputPicture picture, RgbImage image) {
      return FacePlace.detected(detector, landmarks, image);
    }
  }
}
