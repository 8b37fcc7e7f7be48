package org.wingloss.data.stream;

import java.io.Serializable;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.crop.CropSize;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.PictureBounds;

/**
 * Where the crops of a stream lie in their pictures.
 *
 * @param box how a face box becomes the region that the network sees
 * @param size how much is kept around that region, and how finely
 */
public record CropGeometry(BoxProtocol box, CropSize size) implements Serializable {
  /**
   * Refuses landmarks that lie nowhere near any crop.
   *
   * @param landmarks pixels of the crop
   * @throws IllegalArgumentException naming the first one
   */
  static void requireNear(Landmarks landmarks) {
    PictureBounds bounds = new PictureBounds(CropSize.LONGEST, CropSize.LONGEST);
    for (int i = 0; i < landmarks.count(); i++) {
      if (landmarks.isPresent(i) && !bounds.holds(landmarks.x(i), landmarks.y(i))) {
        throw new IllegalArgumentException(
            "landmark %d lies nowhere near the crop, at (%s, %s)"
                .formatted(i, landmarks.x(i), landmarks.y(i)));
      }
    }
  }

  /**
   * From the picture's pixels to those of the crop.
   *
   * @throws org.wingloss.data.InvalidDataException if the face lacks its box
   */
  AffineMap cropFromImage(Face face) {
    AffineMap cropFromNetwork = size.networkFromStore().inverse();
    return cropFromNetwork.after(new BoxCrop(box).networkFromImage(0, face, size.networkSize()));
  }
}
