package org.wingloss.data.dataset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.face.Face;

/**
 * What could be read of a split, and what could not.
 *
 * @param faces as {@link DatasetReader#read} gives them
 * @param problems one sentence by the id of each face that could not be read; a line too broken to
 *     name its face is called {@code FILE:LINE}
 * @param skipped the ids of the faces that the {@linkplain SkipList skip list} left out
 */
public record Reading(List<Face> faces, Map<String, String> problems, Set<String> skipped) {
  /** Copies the collections. */
  public Reading {
    faces = List.copyOf(faces);
    problems = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(problems));
    skipped = Set.copyOf(skipped);
  }
}
