package org.wingloss.spark.synthesise;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.cli.dataset.SyntheticTars;
import org.wingloss.data.stream.ShardName;

/**
 * A tar that a task writes.
 *
 * @param name of the tar
 * @param first the number of its first face
 * @param count how many it holds
 */
record PlannedTar(ShardName name, long first, int count) implements Serializable {
  /** The tars of a stream, as {@code synthesise} divides it. */
  static List<PlannedTar> all(int faces, int facesPerTar) {
    int held = SyntheticTars.heldOut(faces);
    List<PlannedTar> tars = new ArrayList<>();
    add(tars, ShardName.Split.TRAIN, 0, faces - held, facesPerTar);
    add(tars, ShardName.Split.VALIDATION, faces - held, held, facesPerTar);
    return tars;
  }

  private static void add(
      List<PlannedTar> tars, ShardName.Split split, long first, int faces, int facesPerTar) {
    for (int from = 0; from < faces; from += facesPerTar) {
      tars.add(
          new PlannedTar(
              new ShardName(split, from / facesPerTar),
              first + from,
              Math.min(facesPerTar, faces - from)));
    }
  }
}
