package org.wingloss.model.inference;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * Boxes from a file. Its names are matched with the end of the picture's path, longest first, so
   * that {@code afw/1.jpg} is found whether the folder above {@code afw} or {@code afw} was named.
   */
  record Listed(Map<String, List<Box>> byPicture) implements BoxSource, Serializable {
    /**
     * Reads a {@link BoxFile}; {@code photo.jpg#2} is the second face of {@code photo.jpg}.
     *
     * @throws org.wingloss.data.InvalidDataException if the file is absent or does not fit
     */
    public static Listed read(Path file) {
      Map<String, List<Box>> byPicture = new LinkedHashMap<>();
      BoxFile.read(file)
          .forEach(
              (id, box) ->
                  byPicture.computeIfAbsent(FaceIds.picture(id), k -> new ArrayList<>()).add(box));
      return new Listed(byPicture);
    }

    @Override
    public List<FacePlace> places(InputPicture picture, RgbImage image) {
      Path path = picture.file().toAbsolutePath().normalize();
      for (int first = 0; first < path.getNameCount(); first++) {
        String name = path.subpath(first, path.getNameCount()).toString().replace('\\', '/');
        List<Box> boxes = byPicture.get(name);
        if (boxes != null) {
          return given(boxes);
        }
      }
      return List.of();
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
