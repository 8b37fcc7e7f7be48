package org.wingloss.data.dataset.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes one layout; {@link DatasetWriter} adds what all share. */
sealed interface LayoutWriter
    permits ThreeHundredWWriter,
        AflwWriter,
        AflwDatabaseWriter,
        CofwWriter,
        WflwWriter,
        MtflWriter,
        MerlRavWriter,
        ListFileLayoutWriter {
  /** The places over which faces are dealt out in turn. */
  List<FaceDestination> places();

  /** What the layout can say of a face: states, box, subsets as they will be read back. */
  default WrittenFace kept(WrittenFace face) {
    return face;
  }

  /** Writes all lists; the pictures are there. Returns the faces as they will be read back. */
  List<WrittenFace> write(Path folder, List<WrittenFace> faces) throws IOException;
}
