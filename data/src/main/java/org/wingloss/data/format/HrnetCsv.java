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
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.SignedCoordinates;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * The lists of HRNet's facial landmark code ({@code face_landmarks_wflw_train.csv}, {@code
 * …_valid_challenge.csv}): a header, then image_name, scale, [box_size of AFLW,] center_w,
 * center_h, original_0_x, original_0_y …. Columns are found by their names ({@link PointColumns}),
 * may stand in any order and have others among them. The box is the square of 200·scale pixels
 * about the centre, or of box_size pixels where that column exists.
 *
 * <p>Traps: coordinates are taken as 0-based, as HRNet's code does; its 300-W lists are believed to
 * be copies of the 1-based files (U1), so prefer the kind 300w for that data set. A point (0, 0) or
 * (−1, −1) and one of two empty or {@code nan} cells stand for a missing one; other signs may have
 * the meaning of {@link SignedCoordinates}.
 */
public final class HrnetCsv implements ListFormat {
  private static final double PIXELS_PER_SCALE = 200;
  private static final List<String> IMAGES =
      List.of("image_name", "image_path", "image", "file_name", "filename", "file", "name");

  @Override
  public String ending() {
    return ".csv";
  }

  /** Where a list has what. */
  private record Columns(
      int image, boolean scaled, int size, int centreX, int centreY, PointColumns points) {
    static Columns of(TextRow header) {
      List<String> names =
          IntStream.range(0, header.cells().size()).mapToObj(header::name).toList();
      boolean scaled = !names.contains("box_size");
      return new Columns(
          place(header, names, IMAGES),
          scaled,
          place(header, names, List.of(scaled ? "scale" : "box_size")),
          place(header, names, List.of("center_w", "center_x")),
          place(header, names, List.of("center_h", "center_y")),
          PointColumns.of(header));
    }

    private static int place(TextRow header, List<String> names, List<String> wanted) {
      String name =
          wanted.stream()
              .filter(names::contains)
              .findFirst()
              .orElseThrow(() -> header.wrong(unnamed(header, wanted)));
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw header.wrong("the header names '%s' twice".formatted(name));
      }
      return names.indexOf(name);
    }

    private static String unnamed(TextRow header, List<String> wanted) {
      return "expected a header that names the columns image_name, scale (or box_size), center_w,"
          + " center_h, original_0_x, original_0_y, …, but no column is called %s: '%s'"
              .formatted(
                  String.join(" or ", wanted), TextFile.shown(String.join(",", header.cells())));
    }
  }

  @Override
  public void read(Path file, LandmarkCount count, Consumer<ListedFace> faces) {
    List<TextRow> rows = TextRow.csv(file);
    TextRow header = rows.get(0);
    Columns columns = Columns.of(header);
    count.check(columns.points().count(), header.where());
    int width = header.cells().size();
    for (TextRow row : rows.subList(1, rows.size())) {
      Optional<String> image =
          Optional.of(row.cells()).filter(c -> c.size() == width).map(c -> c.get(columns.image()));
      faces.accept(
          new ListedFace(
              image.isPresent() ? Optional.empty() : Optional.of(row.id()),
              image,
              row.where(),
              () -> face(row, width, columns)));
    }
  }

  private static Face face(TextRow row, int width, Columns columns) {
    row.check(width, width + " columns");
    double side = row.number(columns.size()) * (columns.scaled() ? PIXELS_PER_SCALE : 1);
    double x = row.number(columns.centreX());
    double y = row.number(columns.centreY());
    Box box = row.box(x - side / 2, y - side / 2, x + side / 2, y + side / 2);
    String image = row.cells().get(columns.image());
    Landmarks written = withoutMarks(columns.points().read(row, Role.GROUND_TRUTH));
    return new Face(
        image,
        JsonEntry.path(image, row.where()),
        SignedCoordinates.read(written, row::where),
        Optional.of(box),
        Set.of());
  }

  private static Landmarks withoutMarks(Landmarks points) {
    Visibility[] states = new Visibility[points.count()];
    Arrays.setAll(
        states,
        i -> {
          boolean mark = points.x(i) == points.y(i) && (points.x(i) == 0 || points.x(i) == -1);
          return mark ? Visibility.MISSING : points.state(i);
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
