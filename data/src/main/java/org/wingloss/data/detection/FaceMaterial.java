package org.wingloss.data.detection;

import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.photograph.Photograph;

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
   * Renders faces, most of them from photographs where there are any.
   *
   * @param seed another seed, other faces
   * @param count how many
   * @param photographs each of one person before a plain background, with the 68 landmarks of
   *     300-W; they are material themselves, too
   * @throws org.wingloss.data.InvalidDataException if a picture cannot be read
   */
  public static FaceMaterial of(long seed, int count, List<Face> photographs) {
    List<RgbImage> pictures =
        photographs.stream().map(face -> ImageFiles.read(face.image())).toList();
    SyntheticFaces faces =
        new SyntheticFaces(seed)
            .withPhotographs(
                IntStream.range(0, pictures.size())
                    .mapToObj(i -> Photograph.of(pictures.get(i), photographs.get(i).landmarks()))
                    .toList());
    return new FaceMaterial(
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> FacePicture.of(faces.face(i, SIDE)))
            .toList(),
        IntStream.range(0, pictures.size())
            .mapToObj(i -> FacePicture.of(pictures.get(i), photographs.get(i).landmarks(), FACE))
            .toList());
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
