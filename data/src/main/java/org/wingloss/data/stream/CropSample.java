package org.wingloss.data.stream;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.crop.FaceCrop;
import org.wingloss.data.face.Face;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;

/**
 * A face cut out of its picture, as it lies in a tar.
 *
 * @param face in pixels of the crop
 * @param cropFromImage from pixels of the picture to pixels of the crop
 * @param encoding how the picture is stored
 * @param picture its file; shared, not copied: it is on its way from an encoder to a file
 */
public record CropSample(
    Face face, AffineMap cropFromImage, CropEncoding encoding, ByteBuffer picture) {
  /**
   * Cuts a face out.
   *
   * @param face in pixels of the picture
   * @param image its picture as stored
   * @throws InvalidDataException if the face lacks its box, or its crop or a landmark is nowhere
   *     near the picture
   */
  public static CropSample cut(
      Face face, RgbImage image, CropGeometry geometry, CropEncoding encoding) {
    AffineMap map = geometry.cropFromImage(face);
    RgbImage patch = FaceCrop.cut(face, image, map, geometry.size());
    return new CropSample(
        mapped(face, map), map, encoding, ByteBuffer.wrap(encoding.encode(patch)));
  }

  private static Face mapped(Face face, AffineMap map) {
    Face mapped =
        face.withPicture(Optional.empty())
            .withLandmarks(face.landmarks().map(map))
            .withBox(StoredCrop.mapped(face.boxOrBounds(), map));
    try {
      CropGeometry.requireNear(mapped.landmarks());
      return mapped;
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(face.id() + ": " + e.getMessage(), e);
    }
  }
}
