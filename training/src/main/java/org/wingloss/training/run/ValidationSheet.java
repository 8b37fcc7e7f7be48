package org.wingloss.training.run;

import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.drawing.Drawing;
import org.wingloss.model.inference.NetworkCrop;

/** A few faces side by side: ground truth in broken white lines, the prediction in colour. */
final class ValidationSheet {
  /** As many as fit side by side. */
  static final int FACES = 6;

  private static final int SIDE = 192;

  private ValidationSheet() {}

  /**
   * One face.
   *
   * @param crop what the network saw
   * @param truth pixels of the picture
   * @param prediction pixels of the picture
   */
  record Tile(NetworkCrop crop, Landmarks truth, Landmarks prediction) {}

  /** Draws; landmarks that are missing are left out. */
  static RgbImage of(LandmarkScheme scheme, List<Tile> tiles) {
    RgbImage sheet = new RgbImage(SIDE * tiles.size(), SIDE);
    for (int k = 0; k < tiles.size(); k++) {
      RgbImage tile = draw(tiles.get(k), scheme);
      for (int y = 0; y < SIDE; y++) {
        int to = 3 * (y * sheet.width() + k * SIDE);
        System.arraycopy(tile.rgb(), 3 * y * SIDE, sheet.rgb(), to, 3 * SIDE);
      }
    }
    return sheet;
  }

  private static RgbImage draw(Tile tile, LandmarkScheme scheme) {
    RgbImage small = tile.crop().picture();
    double edge = small.width() - 0.5;
    AffineMap larger = AffineMap.boxToSquare(new Box(-0.5, -0.5, edge, edge), SIDE);
    return new Drawing(Warp.crop(small, larger, SIDE, SIDE))
        .landmarks(
            tile.crop().inCrop(tile.truth()).map(larger), scheme, Drawing.Marking.GROUND_TRUTH)
        .landmarks(tile.crop().inCrop(tile.prediction()).map(larger), scheme)
        .image();
  }
}
