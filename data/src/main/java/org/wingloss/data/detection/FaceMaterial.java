package org.wingloss.data.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wingloss.data.format.BoxFile;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.synthetic.SyntheticFaces;

/** The pictures of faces of which scenes are made: synthetic ones and photographs. */
public final class FaceMaterial {
  /** The side of a synthetic face's picture; its face is a little more than half as large. */
  private static final int SIDE = 128;

  /** The face's side in a photograph; larger photographs are shrunk. */
  private static final double FACE = 96;

  private final List<FacePicture> synthetic;
  private final List<FacePicture> photographs;

  private FaceMaterial(List<FacePicture> synthetic, List<FacePicture> photographs) {
    this.synthetic = List.copyOf(synthetic);
    this.photographs = List.copyOf(photographs);
  }

  /**
   * Renders faces.
   *
   * @param seed another seed, other faces
   * @param count how many
   */
  public static FaceMaterial synthetic(long seed, int count) {
    SyntheticFaces faces = new SyntheticFaces(seed);
    return new FaceMaterial(
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> FacePicture.of(faces.face(i, SIDE)))
            .toList(),
        List.of());
  }

  /**
   * The same with photographs besides, each of one person before a plain background.
   *
   * @param folder where they lie
   * @param boxes a {@link BoxFile} of their faces
   * @throws org.wingloss.data.InvalidDataException if a file is absent or does not fit
   */
  public FaceMaterial with(Path folder, Path boxes) {
    List<FacePicture> all = new ArrayList<>();
    for (Map.Entry<String, Box> entry : BoxFile.read(boxes).entrySet()) {
      all.add(
          FacePicture.of(ImageFiles.read(folder.resolve(entry.getKey())), entry.getValue(), FACE));
    }
    return new FaceMaterial(synthetic, all);
  }

  /** What it is, for the record: {@code 3000 synthetic, 102 photographed}. */
  public String description() {
    return "%d synthetic, %d photographed".formatted(synthetic.size(), photographs.size());
  }

  List<FacePicture> synthetic() {
    return synthetic;
  }

  List<FacePicture> photographs() {
    return photographs;
  }
}
