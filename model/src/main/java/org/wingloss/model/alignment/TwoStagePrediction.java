package org.wingloss.model.alignment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.wingloss.data.face.Landmarks;

/** What a model of two stages predicts. Both networks are run in either case. */
public enum TwoStagePrediction {
  /**
   * What the second network finds on the aligned crop, as in the paper (docs/paper.md, section 6).
   */
  @JsonProperty("second-stage")
  SECOND_STAGE,
  /**
   * The mean of what both networks find: two networks on two crops err less alike than one does
   * twice (ours). It asks for two stages that are about equally good.
   */
  @JsonProperty("mean-of-stages")
  MEAN_OF_STAGES;

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
