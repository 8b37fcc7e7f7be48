package org.wingloss.training.run;

import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.inference.NetworkCrop;

/**
 * A few validation faces side by side, the same ones at every step: ground truth in broken white
 * lines, the prediction in colour.
 */
final class ValidationSheet {
  private static final int MOST = 6;
  private static final int SIDE = 192;

  private final List<Face> faces;
  private final LandmarkScheme scheme;
  private final List<NetworkCrop> crops;
  private final int[] chosen;

  /** Chooses among faces whose landmarks are all there, evenly over the list. */
  ValidationSheet(List<Face> faces, LandmarkScheme scheme, List<NetworkCrop> crops) {
    this.faces = faces;
    this.scheme = scheme;
    this.crops = crops;
    int[] whole =
        IntStream.range(0, faces.size()).filter(i -> isWhole(faces.get(i).landmarks())).toArray();
    int count = Math.min(MOST, whole.length);
    chosen = IntStream.range(0, count).map(k -> whole[k * whole.length / count]).toArray();
  }

  private static boolean isWhole(Landmarks landmarks) {
    return IntStream.range(0, landmarks.count()).allMatch(landmarks::isPresent);
  }

  boolean isEmpty() {
    return chosen.length == 0;
  }

  /**
   * Draws.
   *
   * @param predictions of all faces, pixels of the pictures
   */
  RgbImage draw(List<Landmarks> predictions) {
    RgbImage sheet = new RgbImage(SIDE * chosen.length, SIDE);
    for (int k = 0; k < chosen.length; k++) {
      RgbImage tile = tile(chosen[k], predictions.get(chosen[k]));
      for (int y = 0; y < SIDE; y++) {
        int to = 3 * (y * sheet.width() + k * SIDE);
        System.arraycopy(tile.rgb(), 3 * y * SIDE, sheet.rgb(), to, 3 * SIDE);
      }
    }
    return sheet;
  }

  private RgbImage tile(int face, Landmarks prediction) {
    NetworkCrop crop = crops.get(face);
    RgbImage small = crop.picture();
    double edge = small.width() - 0.5;
    AffineMap larger = AffineMap.boxToSquare(new Box(-0.5, -0.5, edge, edge), SIDE);
    Landmarks truth = crop.inCrop(faces.get(face).landmarks()).map(larger);
    Drawing drawing = new Drawing(Warp.crop(small, larger, SIDE, SIDE));
    drawing.landmarks(truth, scheme, Drawing.Marking.GROUND_TRUTH);
    if (isWhole(prediction)) {
      drawing.landmarks(crop.inCrop(prediction).map(larger), scheme);
    }
    return drawing.image();
  }
}
