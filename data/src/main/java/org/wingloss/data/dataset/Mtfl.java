package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.format.TextRow;

/**
 * MTFL: eye centres, nose tip and mouth corners of 10,000 training and 2,995 test faces. A line of
 * {@code training.txt} or {@code testing.txt} is the picture, x1 … x5, y1 … y5 (all x first),
 * gender, smile, glasses and the head pose 1 to 5, which becomes a subset: left-profile, left,
 * frontal, right, right-profile.
 *
 * <p>Traps: folders are parted by backslashes, lines may begin with a blank and end in a carriage
 * return; no boxes are supplied. Whether the first pixel counts 0 or 1 is not said (?): coordinates
 * are taken as they are.
 */
public final class Mtfl implements DatasetLayout {
  /** The subsets, in the order of the head poses. */
  public static final List<String> POSES =
      List.of("left-profile", "left", "frontal", "right", "right-profile");

  @Override
  public boolean has(DataFolder data, String split) {
    return data.find(lists(split)).isPresent();
  }

  private static List<String> lists(String split) {
    String name = split.equals("train") ? "training.txt" : "testing.txt";
    return List.of(name, "MTFL/" + name);
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    Path list = data.file(lists(split));
    List<String> folders = List.of(data.id(list).replace(list.getFileName().toString(), ""));
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    for (TextRow row : TextRow.blanks(list)) {
      String id = ids.next(data.idOf(folders, row.cells().get(0)));
      data.face(
          id,
          () -> {
            row.check(15, "a picture and 14 numbers");
            Path picture = data.picture(folders, row.cells().get(0), row.where());
            String pose = POSES.get(row.whole(14, 1, POSES.size(), "the head pose") - 1);
            faces.add(new Face(id, picture, row.vector(1, 5), Optional.empty(), Set.of(pose)));
          });
    }
    return faces;
  }
}
