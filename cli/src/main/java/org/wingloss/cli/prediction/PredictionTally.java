package org.wingloss.cli.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.model.inference.PicturePrediction;

/** What {@code predict} has seen so far, and which faces it keeps. */
public final class PredictionTally {
  private final Optional<Double> most;
  private final boolean detected;
  private final List<String> without = new ArrayList<>();
  private final FlawedPictures flawed = new FlawedPictures();
  private final List<String> implausible = new ArrayList<>();
  private final List<String> rotated = new ArrayList<>();
  private int pictures;
  private int faces;
  private int unsure;
  private int bad;

  /**
   * Nothing seen yet.
   *
   * @param most the largest spread of a face's predictions that is kept, percent of the longer side
   *     of the box around its landmarks
   * @param detected whether a detector looks for the faces
   */
  public PredictionTally(Optional<Double> most, boolean detected) {
    this.most = most;
    this.detected = detected;
  }

  /** A picture without those of its faces whose predictions spread too much. */
  public PicturePrediction sure(PicturePrediction found) {
    return most.map(percent -> sure(found, percent)).orElse(found);
  }

  private static PicturePrediction sure(PicturePrediction found, double percent) {
    return found.with(
        found.faces().stream()
            .filter(face -> 100 * face.prediction().relativeSpread() <= percent)
            .toList());
  }

  /** Counts a picture. */
  public void add(PredictedPicture picture) {
    if (!picture.bad().isEmpty()) {
      bad++;
      return;
    }
    pictures++;
    faces += picture.faces().size();
    unsure += picture.leftOut();
    flawed.note(picture.id(), Optional.of(picture.flaw()).filter(flaw -> !flaw.isEmpty()));
    if (picture.rotated()) {
      rotated.add(picture.id());
    }
    picture.faces().stream()
        .filter(face -> face.plausible() == PredictedPicture.Plausible.NO)
        .forEach(face -> implausible.add(face.id()));
    if (picture.hasNoFace()) {
      without.add(picture.id());
    }
  }

  /** Pictures that could be used. */
  public int pictures() {
    return pictures;
  }

  /** Pictures that could not be used. */
  public int bad() {
    return bad;
  }

  /**
   * Refuses to go on without any face. A detector may find none: that is an answer. Where no
   * picture could be used, that has been said of each.
   *
   * @throws InvalidDataException saying why there is none
   */
  public void requireFaces() {
    if (pictures > 0 && faces == 0 && !(detected && unsure == 0)) {
      throw new InvalidDataException(
          unsure > 0
              ? Plural.of(
                      unsure,
                      "the predictions of [the only face|all %1$d faces] spread by more than %2$s %%:"
                          + " none is left")
                  .formatted(unsure, most.orElseThrow())
              : "no picture has a face box, so there is nothing to predict");
    }
  }

  /**
   * What was unusual, one line each.
   *
   * @param file that was written, if one was
   */
  public List<String> summary(Optional<Path> file) {
    List<String> lines = new ArrayList<>();
    if (!without.isEmpty()) {
      lines.add(
          (detected
                  ? "no face was found in %d of %d %s (%s); a larger --detector-size finds smaller faces, a smaller one larger faces"
                  : "no face box is given for %d of %d %s (%s)")
              .formatted(
                  without.size(),
                  pictures,
                  Plural.of(pictures, "[picture|pictures]"),
                  without.get(0) + (without.size() > 1 ? " first" : "")));
    }
    if (!implausible.isEmpty()) {
      lines.add(
          "%d of %d %s marked as implausible (%s): the landmarks make no face"
              .formatted(
                  implausible.size(),
                  faces,
                  Plural.of(faces, "[face is|faces are]"),
                  implausible.get(0) + (implausible.size() > 1 ? " first" : "")));
    }
    flawed.remark().ifPresent(lines::add);
    most.ifPresent(
        percent ->
            lines.add(
                "%d of %d faces left out: their predictions spread by more than %s %%"
                    .formatted(unsure, faces + unsure, percent)));
    if (file.isPresent() && !rotated.isEmpty()) {
      lines.add(OrientationOption.rotated(rotated.size(), Optional.of(rotated.get(0))));
    }
    file.ifPresent(
        path ->
            lines.add(
                "%d %s of %d %s in %s"
                    .formatted(
                        faces,
                        Plural.of(faces, "[face|faces]"),
                        pictures,
                        Plural.of(pictures, "[picture|pictures]"),
                        path)));
    return lines;
  }
}
