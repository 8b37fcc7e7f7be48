package org.wingloss.data.dataset.writer;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

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

  /** The box around the 68 landmarks, grown to hold the scheme's own, such as the ears. */
  private static Box around(Box a, Box b) {
    return new Box(
        Math.min(a.left(), b.left()),
        Math.min(a.top(), b.top()),
        Math.max(a.right(), b.right()),
        Math.max(a.bottom(), b.bottom()));
  }
}
