package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.face.Face;

/** How one data set lies on disk; {@link DatasetReader} adds what all layouts share. */
sealed interface DatasetLayout
    permits ThreeHundredW, Aflw, AflwDatabase, Cofw, Wflw, Mtfl, MerlRav, Webmorph, ListFileLayout {
  /** Whether anything of a split is there; what is there may still be incomplete or broken. */
  default boolean has(DataFolder folder, String split) {
    return true;
  }

  /** Whether every file and folder that a split needs is there, whatever it holds. */
  default boolean hasWhole(DataFolder folder, String split) {
    return has(folder, split);
  }

  /**
   * The name of the photograph that a picture shows, the same for all pictures of it; what the
   * pictures hold is compared besides.
   */
  default String photograph(Path picture) {
    return Photographs.unflipped(picture);
  }

  /** The faces of a split, in any order, ids unique. */
  List<Face> read(DataFolder folder, String split);
}
