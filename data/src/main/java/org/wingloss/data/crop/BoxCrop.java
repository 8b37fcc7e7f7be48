package org.wingloss.data.crop;

import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;

/**
 * Cuts along face boxes (paper: first stage).
 *
 * @param protocol how a box becomes the region cut out
 */
public record BoxCrop(BoxProtocol protocol) implements CropPlan {
  @Override
  public AffineMap networkFromImage(int sample, Face face, int networkSize) {
    return AffineMap.boxToSquare(protocol.cropBox(face), networkSize);
  }
}
