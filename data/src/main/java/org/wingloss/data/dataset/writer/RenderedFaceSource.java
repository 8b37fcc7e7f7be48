package org.wingloss.data.dataset.writer;

import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.photograph.Photograph;

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

  /** Synthetic faces that come from photographs: heads in their skin, and they themselves. */
  static RenderedFaceSource photographed(SyntheticFaces faces, List<Face> photographs, int size) {
    return synthetic(
        faces.withPhotographs(
            photographs.stream()
                .map(face -> Photograph.of(ImageFiles.read(face.image()), face.landmarks()))
                .toList()),
        size);
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
