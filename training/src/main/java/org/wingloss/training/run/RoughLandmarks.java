package org.wingloss.training.run;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.batch.Seeds;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.PictureSource;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.inference.NetworkCrop;

/**
 * The first stage's predictions on augmented training pictures, in pixels of the pictures as they
 * are: what the second stage will have to start from (the author's scheme a; A).
 *
 * @param plan where the first stage cuts
 * @param size its S
 * @param augmentation of the first stage's training
 * @param seed of the augmentation
 */
record RoughLandmarks(CropPlan plan, int size, Augmentations augmentation, long seed) {
  /**
   * One prediction per entry of the list; a face that is listed twice is augmented differently each
   * time.
   *
   * @param network the first stage's
   */
  List<Landmarks> of(
      ForwardPass network, List<Face> faces, LandmarkScheme scheme, PictureSource pictures) {
    return network.landmarks(
        scheme,
        IntStream.range(0, faces.size()).mapToObj(i -> crop(i, faces.get(i), pictures)).iterator());
  }

  private NetworkCrop crop(int i, Face face, PictureSource pictures) {
    SplittableRandom random = Seeds.random(seed, 0, i);
    AffineMap map = augmentation.map(size, random).after(plan.networkFromImage(i, face, size));
    float[] pixels = new float[3 * size * size];
    Warp.toFloats(pictures.read(face.image()), map, size, pixels, 0);
    augmentation.apply(pixels, size, random, new float[pixels.length]);
    return new NetworkCrop(map, pixels);
  }
}
