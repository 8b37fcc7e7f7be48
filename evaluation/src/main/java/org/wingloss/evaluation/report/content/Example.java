package org.wingloss.evaluation.report.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;

/**
 * An example face, cropped from its picture.
 *
 * @param run whose prediction it is; empty where there is one run only
 * @param kind {@code worst} or {@code median}
 * @param id the face's id
 * @param error percent of the norm
 * @param size side of the square crop in pixels
 * @param jpeg the crop, if the picture was readable
 * @param truth pixels of the crop
 * @param prediction pixels of the crop; empty when there is none
 */
public record Example(
    String run,
    String kind,
    String id,
    @JsonProperty("nme") double error,
    @JsonIgnore int size,
    @JsonIgnore Optional<byte[]> jpeg,
    @JsonIgnore Landmarks truth,
    @JsonIgnore Optional<Landmarks> prediction) {
  /** The same face, said to be of a run. */
  public Example ofRun(String name) {
    return new Example(name, kind, id, error, size, jpeg, truth, prediction);
  }
}
