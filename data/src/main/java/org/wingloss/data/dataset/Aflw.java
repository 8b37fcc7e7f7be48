package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.matlab.Mat5Variables;
import org.wingloss.data.geometry.Box;

/**
 * AFLW-Full, 19 points of 24,386 faces, and its part AFLW-Frontal, from {@code
 * AFLWinfo_release.mat} (MATLAB level 5; docs/paper.md, section 7): {@code data} holds 19 x, then
 * 19 y; {@code bbox} xmin, xmax, ymin, ymax; {@code mask_new} is 1 where a landmark is to be seen;
 * {@code nameList} names the pictures below {@code data/flickr}; {@code ra} is a permutation,
 * 1-based, whose first 20,000 entries are the training faces and the other 4,386 the test faces.
 * Frontal are the test faces with all 19 landmarks visible and inside the box.
 *
 * <p>Traps: the order of {@code bbox} is not left, top, right, bottom; splits follow {@code ra},
 * not the rows; covered landmarks have coordinates; a picture may show several faces. Whether the
 * first pixel counts 0 or 1 is not said (?): coordinates are taken as they are. In a file of
 * another length the training faces are the same share of it.
 */
public final class Aflw implements DatasetLayout {
  private static final int FACES = 24_386;
  private static final int TRAINING = 20_000;
  private static final int POINTS = 19;
  private static final List<String> PICTURES =
      List.of("data/flickr", "flickr", "aflw/data/flickr", "images", "");

  /** How many of some faces train. */
  public static int training(int faces) {
    return (int) Math.round((double) faces * TRAINING / FACES);
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    Path file =
        data.file(
            List.of(
                "AFLWinfo_release.mat",
                "AFLW_lists/AFLWinfo_release.mat",
                "data/AFLWinfo_release.mat"));
    Mat5Variables variables =
        Mat5Variables.read(file, Set.of("bbox", "data", "mask_new", "nameList", "ra"));
    double[][] points = variables.matrix("data", 2 * POINTS);
    double[][] boxes = variables.matrix("bbox", 4);
    double[][] masks = variables.matrix("mask_new", POINTS);
    String[] names = variables.texts("nameList");
    int faces = points.length;
    if (boxes.length != faces || masks.length != faces || names.length != faces) {
      throw InvalidDataException.in(
          file,
          "tells of %d faces in 'data' but %d in 'bbox', %d in 'mask_new', %d in 'nameList'"
              .formatted(faces, boxes.length, masks.length, names.length));
    }
    int[] order = permutation(variables.vector("ra"), faces, file);
    int training = training(faces);
    boolean[] wanted = new boolean[faces];
    for (int k = 0; k < faces; k++) {
      wanted[order[k]] = split.equals("train") == k < training;
    }
    List<Face> out = new ArrayList<>();
    FaceIds ids = new FaceIds();
    for (int row = 0; row < faces; row++) {
      String where = "%s, face %d".formatted(file, row + 1);
      // Ids count over all rows, so that a face is called the same in every split.
      String id = ids.next(names[row].replace('\\', '/'));
      if (wanted[row]) {
        int k = row;
        data.face(
            id,
            () -> {
              Path picture = data.picture(PICTURES, names[k], where);
              Face face = face(id, picture, points[k], masks[k], boxes[k], where);
              if (!split.equals("frontal") || face.subsets().contains("frontal")) {
                out.add(face);
              }
            });
      }
    }
    return out;
  }

  private static Face face(
      String id, Path picture, double[] points, double[] mask, double[] bbox, String where) {
    try {
      Visibility[] states = new Visibility[POINTS];
      Arrays.setAll(states, i -> mask[i] == 1 ? Visibility.VISIBLE : Visibility.HIDDEN);
      Landmarks landmarks = Landmarks.of(points, states);
      Box box = new Box(bbox[0], bbox[2], bbox[1], bbox[3]);
      Set<String> subsets = isFrontal(landmarks, box) ? Set.of("frontal") : Set.of();
      return new Face(id, picture, landmarks, Optional.of(box), subsets);
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(where + ": " + e.getMessage(), e);
    }
  }

  private static boolean isFrontal(Landmarks landmarks, Box box) {
    for (int i = 0; i < landmarks.count(); i++) {
      double x = landmarks.x(i);
      double y = landmarks.y(i);
      boolean inside = x >= box.left() && x <= box.right() && y >= box.top() && y <= box.bottom();
      if (!landmarks.isVisible(i) || !inside) {
        return false;
      }
    }
    return true;
  }

  private static int[] permutation(double[] ra, int faces, Path file) {
    int[] order = new int[faces];
    boolean[] seen = new boolean[faces];
    boolean valid = ra.length == faces;
    for (int k = 0; k < faces && valid; k++) {
      int face = (int) ra[k] - 1;
      valid = face == ra[k] - 1 && face >= 0 && face < faces && !seen[face];
      if (valid) {
        seen[face] = true;
        order[k] = face;
      }
    }
    if (!valid) {
      throw InvalidDataException.in(
          file, "'ra' must hold every number from 1 to %d once".formatted(faces));
    }
    return order;
  }
}
