package org.wingloss.data.crop;

import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;

/**
 * Cuts along a map per face (two stages: rough landmarks "serve only to rotate and re-crop the
 * image", A).
 *
 * @param networkFromImage for each face of the list, in its order, the map from its picture to a
 *     network input of {@code networkSize}
 * @param networkSize the S for which the maps were made; another S scales them
 */
public record AlignedCrop(List<AffineMap> networkFromImage, int networkSize) implements CropPlan {
  /** Copies the list. */
  public AlignedCrop {
    networkFromImage = List.copyOf(networkFromImage);
    if (networkSize < 1) {
      throw new IllegalArgumentException("networkSize must be >= 1 but was " + networkSize);
    }
  }

  @Override
  public AffineMap networkFromImage(int sample, Face face, int size) {
    AffineMap map = networkFromImage.get(sample);
    if (size == networkSize) {
      return map;
    }
    double factor = size / (double) networkSize;
    return AffineMap.resizing(factor, factor).after(map);
  }
}
