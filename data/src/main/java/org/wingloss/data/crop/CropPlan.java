package org.wingloss.data.crop;

import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.shape.MeanShape;

/**
 * Where each face's picture is cut before augmentation: along its box (first stage), or along a map
 * of its own (second stage).
 */
public sealed interface CropPlan permits BoxCrop, AlignedCrop {
  /**
   * The map from a face's picture to the network input.
   *
   * @param sample the face's number in its list
   * @param face the face
   * @param networkSize S
   */
  AffineMap networkFromImage(int sample, Face face, int networkSize);

  /**
   * The mean shape of faces as a network sees them, in network pixels. A landmark that no face has
   * lies in the centre.
   *
   * @param faces at least one
   * @param networkSize S
   */
  default Landmarks meanShape(List<Face> faces, int networkSize) {
    List<Landmarks> shapes =
        IntStream.range(0, faces.size())
            .mapToObj(
                i -> faces.get(i).landmarks().map(networkFromImage(i, faces.get(i), networkSize)))
            .toList();
    return MeanShape.of(shapes, (networkSize - 1) / 2.0);
  }
}
