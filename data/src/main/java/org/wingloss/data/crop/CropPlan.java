package org.wingloss.data.crop;

import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;

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
}
