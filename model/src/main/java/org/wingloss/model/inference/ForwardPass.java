package org.wingloss.model.inference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The forward pass of one network, in whichever engine computes it: ONNX Runtime for inference, the
 * training engine for validation and for the rough landmarks of a second stage. The way from a
 * picture to the network and back, which is the same for all of them, is here and in {@link
 * NetworkCrop}.
 */
public interface ForwardPass {
  /** The most crops that {@link #forward} takes at once. */
  int largestBatch();

  /**
   * How far the answers lie to the right of where their mirror images have them, network pixels.
   */
  double flipOffset();

  /**
   * Computes one batch.
   *
   * @param crops 1 to {@link #largestBatch} crops of S·S·3 values in [0, 1], row by row,
   *     interleaved (NHWC)
   * @return N vectors {@code [x1..xL, y1..yL]}, network pixels
   */
  float[][] forward(List<float[]> crops);

  /**
   * The landmarks in all crops, computed in batches of {@link #largestBatch}. No more crops than
   * one batch are taken from the iterator ahead.
   *
   * @param scheme of the landmarks
   * @return pixels of the pictures, one per crop, in order
   */
  default List<Landmarks> landmarks(LandmarkScheme scheme, Iterator<NetworkCrop> crops) {
    List<Landmarks> landmarks = new ArrayList<>();
    List<NetworkCrop> batch = new ArrayList<>();
    while (crops.hasNext()) {
      batch.add(crops.next());
      if (batch.size() == largestBatch() || !crops.hasNext()) {
        float[][] vectors = forward(batch.stream().map(NetworkCrop::pixels).toList());
        for (int i = 0; i < vectors.length; i++) {
          landmarks.add(batch.get(i).inImage(vectors[i], scheme, flipOffset()));
        }
        batch.clear();
      }
    }
    return landmarks;
  }
}
