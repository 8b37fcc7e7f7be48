package org.wingloss.evaluation.report.content;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;

/**
 * A face to look at, cut out of its picture.
 *
 * @param kind {@code worst} or {@code median}
 * @param id the face's id
 * @param error percent of the norm
 * @param size side of the square cut-out in pixels
 * @param jpeg the cut-out, if the picture could be read
 * @param truth pixels of the cut-out
 * @param prediction pixels of the cut-out; empty when there is none
 */
public record Example(
    String kind,
    String id,
    double error,
    int size,
    Optional<byte[]> jpeg,
    Landmarks truth,
    Optional<Landmarks> prediction) {}
