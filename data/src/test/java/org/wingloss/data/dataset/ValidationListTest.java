package org.wingloss.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.synthetic.SyntheticFaces;

class ValidationListTest {
  /** The doctor proposes to leave out what cannot be read, whatever the list names. */
  @Test
  void read_listNamesAFaceThatTheSkipListLeavesOut_isTheOthers(@TempDir Path data)
      throws IOException {
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 48), 20);
    DatasetReader reader = DatasetReader.of("300w");
    List<String> ids = reader.read(data, "train").stream().map(Face::id).toList();
    Files.write(data.resolve("wingloss-validation.txt"), ids.subList(2, 4));
    Files.write(data.resolve("wingloss-skip.txt"), ids.subList(2, 3));
    assertEquals(
        ids.subList(3, 4), reader.read(data, "validation").stream().map(Face::id).toList());
  }
}
