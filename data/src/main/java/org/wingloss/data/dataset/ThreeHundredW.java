package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;

/**
 * 300-W: a picture and a {@code .pts} of the same name side by side, 68 points (docs/paper.md,
 * section 7: train 3,148 = afw + helen/trainset + lfpw/trainset; common 554; challenging 135 =
 * ibug; full 689; private 600).
 *
 * <p>Traps: coordinates are 1-based; file names may hold blanks ({@code image_092 _01.jpg} of
 * ibug); several files show faces of one photograph ({@code 134212_1}, {@code 134212_2}), in some
 * copies cropped; some copies carry flipped twins ({@code *_mirror.jpg}), which are passed over
 * because flipping belongs to augmentation. The owners' boxes come in an archive of their own,
 * which is not read: give them as a file of boxes. {@code train} takes whichever training folders
 * exist; a test split needs all of its folders, because a part of it is another protocol.
 */
final class ThreeHundredW implements DatasetLayout {
  private static final List<String> TRAIN = List.of("afw", "helen/trainset", "lfpw/trainset");
  private static final List<String> COMMON = List.of("helen/testset", "lfpw/testset");
  private static final String CHALLENGING = "ibug";

  /** AFW's and Helen's names: the number of the photograph, that of the face. */
  private static final Pattern FACE_OF_PHOTOGRAPH = Pattern.compile("((?:^|[/\\\\])\\d+)_\\d+$");

  private static final List<String> PRIVATE_ROOTS = List.of("300W/", "300w/", "Test/", "");

  @Override
  public boolean has(DataFolder data, String split) {
    return switch (split) {
      case "common" -> COMMON.stream().anyMatch(data::hasFolder);
      case "challenging" -> data.hasFolder(CHALLENGING);
      case "full" -> has(data, "common") || has(data, "challenging");
      case "private" -> PRIVATE_ROOTS.stream().anyMatch(r -> data.hasFolder(r + "01_Indoor"));
      default -> TRAIN.stream().anyMatch(data::hasFolder);
    };
  }

  @Override
  public boolean hasWhole(DataFolder data, String split) {
    return switch (split) {
      case "common" -> COMMON.stream().allMatch(data::hasFolder);
      case "full" -> hasWhole(data, "common") && hasWhole(data, "challenging");
      case "private" ->
          has(data, split)
              && PRIVATE_ROOTS.stream().anyMatch(r -> data.hasFolder(r + "02_Outdoor"));
      default -> has(data, split);
    };
  }

  @Override
  public String photograph(Path picture) {
    return FACE_OF_PHOTOGRAPH.matcher(Photographs.unflipped(picture)).replaceFirst("$1");
  }

  @Override
  public List<Face> read(DataFolder data, String split) {
    List<Face> faces = new ArrayList<>();
    switch (split) {
      case "train" -> {
        boolean found = false;
        for (String folder : TRAIN) {
          if (data.hasFolder(folder)) {
            found |= PairedPictures.read(data, folder, folder.replaceAll("/.*", ""), faces);
          }
        }
        if (!found) {
          throw InvalidDataException.in(
              data.root(), "holds no faces in any of " + String.join(", ", TRAIN));
        }
      }
      case "common" -> readCommon(data, faces);
      case "challenging" -> PairedPictures.read(data, CHALLENGING, "challenging", faces);
      case "full" -> {
        readCommon(data, faces);
        PairedPictures.read(data, CHALLENGING, "challenging", faces);
      }
      case "private" -> readPrivate(data, faces);
      default -> throw new IllegalArgumentException(split);
    }
    return faces;
  }

  private void readCommon(DataFolder data, List<Face> faces) {
    for (String folder : COMMON) {
      PairedPictures.read(data, folder, "common", faces);
    }
  }

  private void readPrivate(DataFolder data, List<Face> faces) {
    String root =
        PRIVATE_ROOTS.stream().filter(r -> data.hasFolder(r + "01_Indoor")).findFirst().orElse("");
    PairedPictures.read(data, root + "01_Indoor", "indoor", faces);
    PairedPictures.read(data, root + "02_Outdoor", "outdoor", faces);
  }
}
