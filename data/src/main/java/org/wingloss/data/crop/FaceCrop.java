package org.wingloss.data.crop;

import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.PictureBounds;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/** Cuts the patch of one face out of its picture. */
public final class FaceCrop {
  private FaceCrop() {}

  /**
   * The patch.
   *
   * @param image the picture as stored
   * @param storeFromImage where its pixels come to lie in the patch
   * @throws InvalidDataException if the crop or a landmark is nowhere near the picture
   */
  public static RgbImage cut(Face face, RgbImage image, AffineMap storeFromImage, CropSize size) {
    requireNear(face, image, storeFromImage, size);
    return Warp.crop(image, storeFromImage, size.side(), size.side());
  }

  private static void requireNear(
      Face face, RgbImage image, AffineMap storeFromImage, CropSize size) {
    PictureBounds bounds = new PictureBounds(image.width(), image.height());
    AffineMap imageFromStore = storeFromImage.inverse();
    double last = size.side();
    double[][] corners = {{0, 0}, {last, 0}, {0, last}, {last, last}};
    for (double[] c : corners) {
      if (!bounds.holds(imageFromStore.x(c[0], c[1]), imageFromStore.y(c[0], c[1]))) {
        throw far(face, "the crop around the face box", bounds);
      }
    }
    Landmarks landmarks = face.landmarks();
    for (int k = 0; k < landmarks.count(); k++) {
      if (landmarks.isPresent(k) && !bounds.holds(landmarks.x(k), landmarks.y(k))) {
        throw far(face, "landmark " + k, bounds);
      }
    }
  }

  private static InvalidDataException far(Face face, String what, PictureBounds bounds) {
    String sentence = "%s: %s %s".formatted(face.id(), what, bounds.problem());
    return face.picture()
        .map(file -> InvalidDataException.in(file, sentence))
        .orElseGet(() -> new InvalidDataException(sentence));
  }
}
