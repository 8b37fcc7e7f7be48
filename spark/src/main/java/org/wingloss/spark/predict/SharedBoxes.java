package org.wingloss.spark.predict;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.inference.BoxSource;

/** The boxes of a file, by picture, for all executors; each reads them once. */
final class SharedBoxes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Left, top, right, bottom, and so on with the next box. */
  private final HashMap<String, double[]> edges = new HashMap<>();

  private transient BoxSource.Listed boxes;

  private SharedBoxes() {}

  /**
   * Reads a file, see {@link BoxSource.Listed#read}.
   *
   * @throws org.wingloss.data.InvalidDataException if it is absent or does not fit
   */
  static SharedBoxes read(Path file) {
    SharedBoxes shared = new SharedBoxes();
    BoxSource.Listed.read(file)
        .byPicture()
        .forEach(
            (picture, boxes) ->
                shared.edges.put(
                    picture,
                    boxes.stream()
                        .flatMapToDouble(
                            b -> DoubleStream.of(b.left(), b.top(), b.right(), b.bottom()))
                        .toArray()));
    return shared;
  }

  /** The boxes as they were read. */
  synchronized BoxSource.Listed listed() {
    if (boxes == null) {
      Map<String, List<Box>> byPicture = new HashMap<>();
      edges.forEach((picture, all) -> byPicture.put(picture, boxes(all)));
      boxes = new BoxSource.Listed(byPicture);
    }
    return boxes;
  }

  private static List<Box> boxes(double[] edges) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < edges.length; i += 4) {
      boxes.add(new Box(edges[i], edges[i + 1], edges[i + 2], edges[i + 3]));
    }
    return boxes;
  }
}
