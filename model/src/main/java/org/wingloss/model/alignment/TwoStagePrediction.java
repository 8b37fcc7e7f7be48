package org.wingloss.model.alignment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.wingloss.data.face.Landmarks;

/** What a model of two stages predicts. Both networks are run in either case. */
public enum TwoStagePrediction {
  /**
   * What the second network finds on the aligned crop, as in the paper (docs/paper.md, section 6).
   */
  SECOND_STAGE("second-stage"),
  /**
   * The mean of what both networks find: two networks on two crops err less alike than one does
   * twice (ours). It asks for two stages that are about equally good.
   */
  MEAN_OF_STAGES("mean-of-stages");

  private final String label;

  TwoStagePrediction(String label) {
    this.label = label;
  }

  /** The name in recipes and models. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The prediction.
   *
   * @param first the first network's landmarks, which could place the second one's crop
   * @param second the second network's landmarks, pixels of the same picture
   */
  public Landmarks of(Landmarks first, Landmarks second) {
    return this == SECOND_STAGE ? second : Landmarks.average(List.of(first, second));
  }
}
