package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.TextRow;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The lists of HRNet's facial landmark code ({@code face_landmarks_wflw_train.csv}, {@code
 * …_valid_challenge.csv}): a header, then picture, scale, [box_size of AFLW,] center_w, center_h,
 * x1, y1, x2, y2 …. Pictures lie below {@code images}. The box is the square of 200·scale pixels
 * about the centre, or of box_size pixels where that column exists.
 *
 * <p>Traps: coordinates are taken as 0-based, as HRNet's code does; its 300-W lists are believed to
 * be copies of the 1-based files (U1), so prefer the kind 300w for that data set. A point (0, 0) or
 * (−1, −1) stands for a missing one.
 *
 * @param scheme the meaning of the landmarks
 */
record HrnetLayout(LandmarkScheme scheme) implements ListFileLayout {
  private static final double PIXELS_PER_SCALE = 200;
  private static final List<String> PICTURES = List.of("images", "");

  @Override
  public String kind() {
    return "hrnet";
  }

  @Override
  public String ending() {
    return ".csv";
  }

  @Override
  public List<Face> readFile(DataFolder folder, Path list) {
    List<TextRow> rows = TextRow.csv(list);
    TextRow header = rows.get(0);
    int size = header.cells().indexOf("box_size");
    int before = size < 0 ? 4 : 5;
    LandmarkCount.check((header.cells().size() - before) / 2, scheme, header.where());
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    for (TextRow row : rows.subList(1, rows.size())) {
      String id = ids.next(folder.idOf(PICTURES, row.cells().get(0)));
      folder.face(
          id,
          () -> {
            int columns = before + 2 * scheme.count();
            row.check(columns, columns + " columns");
            double half = (size < 0 ? row.number(1) * PIXELS_PER_SCALE : row.number(size)) / 2;
            double x = row.number(before - 2);
            double y = row.number(before - 1);
            Box box = row.box(x - half, y - half, x + half, y + half);
            faces.add(
                new Face(
                    id,
                    folder.picture(PICTURES, row.cells().get(0), row.where()),
                    withoutMarks(row.interleaved(before, scheme.count())),
                    Optional.of(box),
                    Set.of()));
          });
    }
    return faces;
  }

  private static Landmarks withoutMarks(Landmarks points) {
    Visibility[] states = new Visibility[points.count()];
    Arrays.setAll(
        states,
        i -> {
          boolean mark = points.x(i) == points.y(i) && (points.x(i) == 0 || points.x(i) == -1);
          return mark ? Visibility.MISSING : Visibility.VISIBLE;
        });
    return Landmarks.of(points.vector(), states);
  }
}
