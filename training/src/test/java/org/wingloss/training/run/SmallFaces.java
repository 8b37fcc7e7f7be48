package org.wingloss.training.run;

import java.io.IOException;
import java.nio.file.Path;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Small data sets for tests. */
final class SmallFaces {
  private SmallFaces() {}

  /** Writes synthetic faces of 96 pixels in the layout of 300-W; the folder. */
  static Path write(Path folder, int faces) throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), faces);
    return data;
  }
}
