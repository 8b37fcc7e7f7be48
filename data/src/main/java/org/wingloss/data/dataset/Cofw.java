package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.OptionalLibrary;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.matlab.Mat73Variables;
import org.wingloss.data.geometry.Box;

/**
 * COFW, 29 points, 1,345 training and 507 test faces (docs/paper.md, section 7), from {@code
 * COFW_train_color.mat} and {@code COFW_test_color.mat} or the grey {@code COFW_train.mat} and
 * {@code COFW_test.mat}. These are MATLAB 7.3 files, that is HDF5: {@code phisTr} (test: phisT)
 * holds 29 x, 29 y and 29 flags of covered landmarks, {@code bboxesTr} x, y, width, height, and
 * {@code IsTr} references to one array a picture.
 *
 * <p>Traps: HDF5 shows MATLAB's arrays with their dimensions reversed (87 × faces, 3 × width ×
 * height); some pictures of the colour files are grey; coordinates are 1-based as everything in
 * MATLAB (U1), so one is subtracted; pictures are inside the file and are unpacked to PNG files on
 * the first reading, see {@link MatPictures}. Ids are {@code COFW_train_color/0001.png} ….
 */
final class Cofw implements DatasetLayout {
  private static final int POINTS = 29;

  @Override
  public boolean has(DataFolder data, String split) {
    return data.find(files(split)).isPresent();
  }

  private static List<String> files(String split) {
    return List.of(
        "COFW_" + split + "_color.mat",
        "COFW_" + split + ".mat",
        "COFW_color/COFW_" + split + "_color.mat");
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    Path file = data.file(files(split));
    String suffix = split.equals("train") ? "Tr" : "T";
    OptionalLibrary.JHDF.require();
    try (Mat73Variables variables = Mat73Variables.open(file)) {
      double[][] points = variables.matrix("phis" + suffix, 3 * POINTS);
      double[][] boxes = variables.matrix("bboxes" + suffix, 4);
      long[] references = variables.references("Is" + suffix);
      if (boxes.length != points.length || references.length != points.length) {
        throw InvalidDataException.in(
            file,
            "tells of %d faces in 'phis%s' but %d in 'bboxes%s' and %d in 'Is%s'"
                .formatted(points.length, suffix, boxes.length, suffix, references.length, suffix));
      }
      String name = file.getFileName().toString().replace(".mat", "");
      Path folder = new MatPictures(file, name).unpack(variables, references);
      List<Face> faces = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        int row = i;
        String picture = MatPictures.name(i);
        String id = name + "/" + picture;
        data.face(
            id,
            () ->
                faces.add(
                    face(
                        id,
                        folder.resolve(picture),
                        points[row],
                        boxes[row],
                        file + ", face " + (row + 1))));
      }
      return faces;
    }
  }

  private static Face face(String id, Path picture, double[] points, double[] bbox, String where) {
    double[] vector = new double[2 * POINTS];
    Arrays.setAll(vector, i -> points[i] - 1);
    Visibility[] states = new Visibility[POINTS];
    Arrays.setAll(
        states, i -> points[2 * POINTS + i] == 0 ? Visibility.VISIBLE : Visibility.HIDDEN);
    double left = bbox[0] - 1;
    double top = bbox[1] - 1;
    try {
      return new Face(
          id,
          picture,
          Landmarks.of(vector, states),
          Optional.of(new Box(left, top, left + bbox[2], top + bbox[3])),
          Set.of());
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(where + ": " + e.getMessage(), e);
    }
  }
}
