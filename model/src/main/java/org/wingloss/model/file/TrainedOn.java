package org.wingloss.model.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What weights were trained on, as the provenance of a model says it: {@code 300w}, {@code tar of
 * 300w}, {@code 300w and 10016 pseudo-labelled faces}.
 *
 * @param kind of data set, which decides the norm of its errors
 * @param streamed whether its crops came from tar shards
 * @param pseudoLabelled how many faces have landmarks that a model gave
 */
public record TrainedOn(String kind, boolean streamed, int pseudoLabelled) {
  private static final String STREAMED = "tar of ";
  private static final Pattern FORM =
      Pattern.compile("(" + STREAMED + ")?(\\S+)(?: and ([0-9]{1,9}) pseudo-labelled faces)?");

  /** A data set alone. */
  public TrainedOn(String kind) {
    this(kind, false, 0);
  }

  /** Reads what {@link #text} writes; anything else is taken for the kind of a data set. */
  public static TrainedOn of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? new TrainedOn(
            form.group(2),
            form.group(1) != null,
            form.group(3) == null ? 0 : Integer.parseInt(form.group(3)))
        : new TrainedOn(text);
  }

  /** The line of the provenance. */
  public String text() {
    return (streamed ? STREAMED : "")
        + kind
        + (pseudoLabelled == 0 ? "" : " and " + pseudoLabelled + " pseudo-labelled faces");
  }
}
