package org.wingloss.data.writer;

import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;

/** Where the faces to be written come from. */
public interface FaceSource {
  /** Face {@code index} with the landmarks of a scheme; the same for the same index. */
  DrawnFace face(long index, LandmarkScheme scheme);

  /** Drawn faces of {@code size × size} pixels. */
  static FaceSource synthetic(SyntheticFaces faces, int size) {
    return (index, scheme) -> {
      SyntheticFace face = faces.face(index, size);
      return new DrawnFace(face.image(), face.landmarks(scheme), face.box(), face.yaw());
    };
  }
}
