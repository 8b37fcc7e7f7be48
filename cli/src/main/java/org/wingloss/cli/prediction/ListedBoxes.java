package org.wingloss.cli.prediction;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.InputPicture;

/** {@code --boxes}: the boxes of a file, of which some may be of no picture. */
public final class ListedBoxes {
  private ListedBoxes() {}

  /**
   * Reads the file and says how many of its boxes are of no picture.
   *
   * @param pictures all that were named
   * @param shard whether there are others, so that it is {@code merge} that refuses a work without
   *     any face
   * @throws InvalidDataException if the file cannot be used, or no box is of a picture
   */
  public static BoxSource read(
      Path file, List<InputPicture> pictures, boolean shard, Consumer<String> say) {
    BoxSource.Listed boxes = BoxSource.Listed.read(file);
    int count = boxes.lines().size();
    List<BoxSource.Listed.Line> unused = boxes.unused(pictures);
    if (unused.isEmpty()) {
      return boxes;
    }
    String first = unused.get(0).id();
    if (unused.size() == count && !shard) {
      throw InvalidDataException.in(
          file,
          "no box is of a picture that was named: the first box is of %s, the first picture is %s"
              .formatted(first, pictures.get(0).id()));
    }
    say.accept(
        Plural.of(
                unused.size(), "%d of %d boxes [is|are] of no picture that was named (%s[| first])")
            .formatted(unused.size(), count, first));
    return boxes;
  }
}
