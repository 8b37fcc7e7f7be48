package org.wingloss.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * The lists of HRNet's facial landmark code ({@code face_landmarks_wflw_train.csv}, {@code
 * …_valid_challenge.csv}): a header, then image, scale, [box_size of AFLW,] center_w, center_h, x1,
 * y1, x2, y2 …. The box is the square of 200·scale pixels about the centre, or of box_size pixels
 * where that column exists.
 *
 * <p>Traps: coordinates are taken as 0-based, as HRNet's code does; its 300-W lists are believed to
 * be copies of the 1-based files (U1), so prefer the kind 300w for that data set. A point (0, 0) or
 * (−1, −1) stands for a missing one.
 */
public final class HrnetCsv implements ListFormat {
  private static final double PIXELS_PER_SCALE = 200;

  @Override
  public String ending() {
    return ".csv";
  }

  @Override
  public void read(Path file, LandmarkCount count, Consumer<ListedFace> faces) {
    List<TextRow> rows = TextRow.csv(file);
    TextRow header = rows.get(0);
    int size = header.cells().indexOf("box_size");
    int before = size < 0 ? 4 : 5;
    count.check((header.cells().size() - before) / 2, header.where());
    for (TextRow row : rows.subList(1, rows.size())) {
      faces.accept(
          new ListedFace(
              Optional.empty(),
              Optional.of(row.cells().get(0)),
              row.where(),
              () -> face(row, size, before, count.count())));
    }
  }

  private static Face face(TextRow row, int size, int before, int count) {
    int columns = before + 2 * count;
    row.check(columns, columns + " columns");
    double half = (size < 0 ? row.number(1) * PIXELS_PER_SCALE : row.number(size)) / 2;
    double x = row.number(before - 2);
    double y = row.number(before - 1);
    Box box = row.box(x - half, y - half, x + half, y + half);
    String image = row.cells().get(0);
    return new Face(
        image,
        JsonEntry.path(image, row.where()),
        withoutMarks(row.interleaved(before, count)),
        Optional.of(box),
        Set.of());
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

  @Override
  public Face kept(Face face) {
    return face.withLandmarks(face.landmarks().allVisible())
        .withBox(face.box().orElseThrow().square())
        .withSubsets(Set.of());
  }

  @Override
  public void write(Path file, Path images, List<Face> faces) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Face face : faces) {
      Box box = face.box().orElseThrow();
      Landmarks landmarks = face.landmarks();
      StringBuilder header = new StringBuilder("image_name,scale,center_w,center_h");
      StringBuilder line = new StringBuilder(ListFormat.name(face, images));
      line.append(',').append(box.width() / PIXELS_PER_SCALE);
      line.append(',').append(box.centreX()).append(',').append(box.centreY());
      for (int i = 0; i < landmarks.count(); i++) {
        header.append(",original_").append(i).append("_x,original_").append(i).append("_y");
        line.append(',').append(landmarks.isPresent(i) ? TextFile.text(landmarks.x(i)) : "-1");
        line.append(',').append(landmarks.isPresent(i) ? TextFile.text(landmarks.y(i)) : "-1");
      }
      if (lines.isEmpty()) {
        lines.add(header.toString());
      }
      lines.add(line.toString());
    }
    Files.write(file, lines);
  }
}
