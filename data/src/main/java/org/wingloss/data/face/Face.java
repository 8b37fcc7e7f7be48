package org.wingloss.data.face;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.geometry.Box;

/**
 * One face: an annotation of a data set, the ground truth of a score, or a prediction. Coordinates
 * are pixels, 0-based, pixel centres on integers: in a data set those of the image as stored
 * (before any EXIF rotation is undone), in a prediction those of the image that was looked at,
 * which {@code predict} rotates upright.
 *
 * @param id names the face across files and is unique in a data set: there it is the image's path
 *     relative to the data folder with {@code /} ({@code afw/134212_1.jpg}), with {@code #2},
 *     {@code #3} … for further faces of one image
 * @param picture the image file, where it is known; a reader of one file gives the name as written
 *     there, a reader of a data set the file on disk
 * @param landmarks ground truth or prediction
 * @param box the face box that came with the landmarks, if one did
 * @param subsets the names of the subsets to which the face belongs ({@code common}, {@code pose}
 *     …), sorted
 * @param yaw the head's yaw in degrees, where a file gives it
 */
public record Face(
    String id,
    Optional<Path> picture,
    Landmarks landmarks,
    Optional<Box> box,
    Set<String> subsets,
    OptionalDouble yaw) {
  /** Checks the id and copies the set, sorted. */
  public Face {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
    subsets = subsets.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(subsets));
  }

  /** A face of a data set. */
  public Face(String id, Path image, Landmarks landmarks, Optional<Box> box, Set<String> subsets) {
    this(id, Optional.of(image), landmarks, box, subsets, OptionalDouble.empty());
  }

  /** A face of which only the landmarks are known. */
  public static Face of(String id, Landmarks landmarks) {
    return new Face(
        id, Optional.empty(), landmarks, Optional.empty(), Set.of(), OptionalDouble.empty());
  }

  /** The same face under another id. */
  public Face withId(String newId) {
    return new Face(newId, picture, landmarks, box, subsets, yaw);
  }

  /** The same face with another image file. */
  public Face withImage(Path image) {
    return withPicture(Optional.of(image));
  }

  /** The same face with another image file, or with none. */
  public Face withPicture(Optional<Path> newPicture) {
    return new Face(id, newPicture, landmarks, box, subsets, yaw);
  }

  /** The same face with other landmarks. */
  public Face withLandmarks(Landmarks newLandmarks) {
    return new Face(id, picture, newLandmarks, box, subsets, yaw);
  }

  /** The same face with a box. */
  public Face withBox(Box newBox) {
    return new Face(id, picture, landmarks, Optional.of(newBox), subsets, yaw);
  }

  /** The same face in other subsets. */
  public Face withSubsets(Set<String> newSubsets) {
    return new Face(id, picture, landmarks, box, newSubsets, yaw);
  }

  /**
   * The image file of a face that has one, as every face of a data set does.
   *
   * @throws IllegalStateException if the image is not known
   */
  public Path image() {
    return picture.orElseThrow(
        () -> new IllegalStateException("the image of the face '" + id + "' is not known"));
  }

  /** The supplied box, else the box around the landmarks. */
  public Box boxOrBounds() {
    return box.orElseGet(landmarks::bounds);
  }
}
