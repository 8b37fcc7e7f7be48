package org.wingloss.model.inference;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.scheme.LandmarkScheme;

/** From a network's vector to landmarks in the picture. */
final class NetworkOutput {
  private NetworkOutput() {}

  /** The map of a crop, mirrored at the crop's middle when asked for. */
  static AffineMap mirrored(AffineMap networkFromImage, int size, boolean mirrored) {
    return mirrored ? AffineMap.mirror(size).after(networkFromImage) : networkFromImage;
  }

  /** Landmarks in the picture; those seen mirrored get their own names back. */
  static Landmarks inImage(
      double[] vector, AffineMap networkFromImage, LandmarkScheme scheme, boolean mirrored) {
    Landmarks landmarks = Landmarks.of(vector).map(networkFromImage.inverse());
    return mirrored ? landmarks.reorder(scheme.flipMap()) : landmarks;
  }
}
