package org.wingloss.model.inference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.StoredModel;

/**
 * What faces look like to every stage of a model as they work together, for its calibration in 8
 * bits.
 */
public final class CalibrationCrops {
  private CalibrationCrops() {}

  /**
   * The crops that the stages see.
   *
   * @param faces a second stage sees the crops that the first one's landmarks place
   * @return the crops of each stage, in order
   */
  public static List<List<RgbImage>> of(StoredModel model, Iterator<FaceInput> faces) {
    List<List<RgbImage>> crops = new ArrayList<>();
    model.stages().forEach(stage -> crops.add(new ArrayList<>()));
    try (Localiser localiser = Localiser.of(model, 1)) {
      while (faces.hasNext()) {
        FaceInput face = faces.next();
        List<Localiser.Stage> seen = localiser.stages(face);
        for (int i = 0; i < seen.size(); i++) {
          PlacedFace placed = seen.get(i).face();
          int size = seen.get(i).network().size();
          crops.get(i).add(NetworkCrop.of(face.image(), placed.chain().map(), size).picture());
        }
      }
    }
    return crops;
  }
}
