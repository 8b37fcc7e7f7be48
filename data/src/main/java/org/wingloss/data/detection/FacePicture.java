package org.wingloss.data.detection;

import java.util.Arrays;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.photograph.Matte;

/**
 * A picture of one face, ready to be laid over another picture.
 *
 * @param image the picture
 * @param person grey, of the picture's size: white where the person is, black in the background
 * @param outline points whose bounds are the face's box
 */
record FacePicture(RgbImage image, RgbImage person, Landmarks outline) {
  /** A synthetic face. */
  static FacePicture of(SyntheticFace face) {
    return new FacePicture(face.image(), face.foreground(), face.landmarks("300w-68"));
  }

  /**
   * A photograph of one person before a plain background.
   *
   * @param landmarks whose bounds are the face
   * @param faceSide the length that the bounds' longer side is to have, pixels
   */
  static FacePicture of(RgbImage photograph, Landmarks landmarks, double faceSide) {
    Box box = landmarks.bounds();
    double scale = Math.min(1, faceSide / Math.max(box.width(), box.height()));
    int width = (int) Math.max(1, Math.round(scale * photograph.width()));
    int height = (int) Math.max(1, Math.round(scale * photograph.height()));
    AffineMap map = AffineMap.resizing(scale, scale);
    RgbImage image = Warp.crop(photograph, map, width, height);
    return new FacePicture(image, person(image), landmarks.map(map));
  }

  private static RgbImage person(RgbImage image) {
    boolean[] person = Matte.person(image);
    RgbImage mask = new RgbImage(image.width(), image.height());
    for (int i = 0; i < person.length; i++) {
      Arrays.fill(mask.rgb(), 3 * i, 3 * i + 3, (byte) (person[i] ? 255 : 0));
    }
    return mask;
  }

  /** The face's box. */
  Box box() {
    return outline.bounds();
  }

  /** What the picture covers once it is moved. */
  Box bounds(AffineMap map) {
    double right = image.width() - 0.5;
    double bottom = image.height() - 0.5;
    return Landmarks.of(-0.5, right, right, -0.5, -0.5, -0.5, bottom, bottom).map(map).bounds();
  }

  /** The face's box once the picture is moved. */
  Box box(AffineMap map) {
    return outline.map(map).bounds();
  }
}
