package org.wingloss.data.dataset.writer;

import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.skin.PhotographedSkin;

/** Where the faces to be written come from. */
public interface RenderedFaceSource {
  /** Face {@code index} with the landmarks of a scheme; the same for the same index. */
  RenderedFace face(long index, LandmarkScheme scheme);

  /** Synthetic faces of {@code size × size} pixels. */
  static RenderedFaceSource synthetic(SyntheticFaces faces, int size) {
    return (index, scheme) -> {
      SyntheticFace face = faces.face(index, size);
      Landmarks landmarks = face.landmarks(scheme);
      return new RenderedFace(
          face.image(), landmarks, around(face.box(), landmarks.bounds()), face.yaw());
    };
  }

  /**
   * Synthetic faces that wear the skin of photographs, and as every fourth picture one of the
   * photographs itself.
   */
  static RenderedFaceSource photographed(
      SyntheticFaces faces, List<Face> photographs, int size, long seed) {
    List<PhotographedSkin> skins =
        photographs.stream()
            .map(face -> new PhotographedSkin(ImageFiles.read(face.image()), face.landmarks()))
            .toList();
    RenderedFaceSource heads = synthetic(faces.withSkins(skins), size);
    RenderedFaceSource whole = new PhotographSource(photographs, size, seed);
    return (index, scheme) -> (index % 4 == 3 ? whole : heads).face(index, scheme);
  }

  /** The box around the 68 landmarks, grown to hold the scheme's own, such as the ears. */
  private static Box around(Box a, Box b) {
    return new Box(
        Math.min(a.left(), b.left()),
        Math.min(a.top(), b.top()),
        Math.max(a.right(), b.right()),
        Math.max(a.bottom(), b.bottom()));
  }
}
