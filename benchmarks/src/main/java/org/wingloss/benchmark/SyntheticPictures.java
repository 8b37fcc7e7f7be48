package org.wingloss.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Synthetic faces with 68 landmarks as JPEG files of a temporary folder, the same in every run. */
public final class SyntheticPictures implements AutoCloseable {
  /** Theirs. */
  public static final LandmarkScheme SCHEME = LandmarkScheme.of("300w-68");

  private final Path folder;
  private final List<Face> faces = new ArrayList<>();

  /**
   * Renders them.
   *
   * @param side pixels
   * @param quality of the JPEG files, 0 to 1
   */
  public SyntheticPictures(int count, int side, double quality) throws IOException {
    folder = Files.createTempDirectory("benchmark");
    SyntheticFaces source = new SyntheticFaces(5);
    for (int i = 0; i < count; i++) {
      SyntheticFace face = source.face(i, side);
      Path file = folder.resolve(i + ".jpg");
      Files.write(file, ImageFiles.jpeg(face.image(), quality));
      faces.add(
          new Face(i + ".jpg", file, face.landmarks(SCHEME), Optional.of(face.box()), Set.of()));
    }
  }

  /** One per picture. */
  public List<Face> faces() {
    return List.copyOf(faces);
  }

  /** Where the pictures lie, and what else should go with them. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    AtomicFolder.delete(folder);
  }
}
