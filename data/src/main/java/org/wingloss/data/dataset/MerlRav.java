package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

/**
 * MERL-RAV (Kumar et al., LUVLi, CVPR 2020): 19,314 faces of AFLW with the 68 points of 300-W, as
 * the authors' script {@code organize_merl_rav_using_aflw_and_our_labels.py} lays them out: {@code
 * merl_rav_organized/POSE/trainset} and {@code …/testset} hold a picture and a {@code .pts} of the
 * same name side by side. The data folder is {@code merl_rav_organized} or the one it lies in. The
 * pose becomes a subset; left and right are the person's own.
 *
 * <p>Traps: coordinates are 1-based and have signs ({@link
 * org.wingloss.data.face.SignedCoordinates}): (−x, −y) is covered by something else, (−1, −1) by
 * the face itself, without a place. Every face has its own copy of the photograph: {@code
 * image20991_1.jpg} and {@code image20991_2.jpg} are one, in whatever poses they lie, and 1,089
 * photographs have faces in both splits. No boxes are supplied. {@code train} takes whichever poses
 * exist; {@code test} needs all of them, because a part of it is another protocol.
 */
public final class MerlRav implements DatasetLayout {
  /** The folders of the poses, which are the subsets. */
  public static final List<String> POSES =
      List.of("frontal", "left", "lefthalf", "right", "righthalf");

  private static final String ORGANISED = "merl_rav_organized";

  /** The folder of a pose and split below {@code merl_rav_organized}. */
  public static String folder(String pose, String split) {
    return pose + "/" + split + "set";
  }

  @Override
  public boolean has(DataFolder data, String split) {
    return folders(data, split).anyMatch(data::hasFolder);
  }

  @Override
  public boolean hasWhole(DataFolder data, String split) {
    return split.equals("train")
        ? has(data, split)
        : folders(data, split).allMatch(data::hasFolder);
  }

  @Override
  public String photograph(Path picture) {
    return Photographs.unflipped(picture.getFileName()).replaceFirst("_\\d+$", "");
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    List<Face> faces = new ArrayList<>();
    boolean found = false;
    for (String pose : POSES) {
      String folder = root(data) + folder(pose, split);
      if (!split.equals("train") || data.hasFolder(folder)) {
        found |= PairedPictures.read(data, folder, pose, faces);
      }
    }
    if (!found) {
      throw InvalidDataException.in(
          data.root(),
          "holds no pictures with their .pts in any of %s; the authors' script puts them there"
              .formatted(String.join(", ", folders(data, split).toList())));
    }
    return faces;
  }

  private static Stream<String> folders(DataFolder data, String split) {
    return POSES.stream().map(pose -> root(data) + folder(pose, split));
  }

  private static String root(DataFolder data) {
    return data.hasFolder(ORGANISED) ? ORGANISED + "/" : "";
  }
}
