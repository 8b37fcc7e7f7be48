package org.wingloss.training.run;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.crop.AlignedCrop;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.model.alignment.Alignment;

/**
 * Where the second stage cuts: as the localiser will, along the alignment of rough landmarks, or
 * along the face box where they cannot place a crop.
 */
record SecondCrops(Alignment alignment, LandmarkScheme scheme, BoxCrop boxes) {
  /**
   * The crop of every face.
   *
   * @param rough one per face, image pixels; a face with missing landmarks is cut along its box
   */
  CropPlan plan(List<Face> faces, List<Landmarks> rough, int size) {
    List<AffineMap> maps = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      maps.add(map(faces.get(i), i, rough.get(i), size));
    }
    return new AlignedCrop(maps, size);
  }

  private AffineMap map(Face face, int i, Landmarks rough, int size) {
    Box crop = boxes.protocol().cropBox(face);
    if (rough.isComplete() && alignment.problem(scheme, rough, crop).isEmpty()) {
      return alignment.align(scheme, rough, size).map();
    }
    return boxes.networkFromImage(i, face, size);
  }
}
