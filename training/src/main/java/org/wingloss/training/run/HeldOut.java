package org.wingloss.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.data.dataset.Holdout;
import org.wingloss.data.dataset.Photographs;
import org.wingloss.data.face.Face;

/** What is to be said where training and held-out faces share photographs. */
final class HeldOut {
  private HeldOut() {}

  /** A layout's own list has faces of its own; those of train are held out all the same. */
  static Optional<String> repeated(List<Face> training, Holdout parts) {
    int count = training.size() - parts.rest().size();
    Set<String> rest = parts.rest().stream().map(Face::id).collect(Collectors.toSet());
    return training.stream()
        .map(Face::id)
        .filter(id -> !rest.contains(id))
        .findFirst()
        .map(
            first ->
                Plural.of(
                            count,
                            "%d [face|faces] of the split train [is|are] in the validation list too and"
                                + " [does not train:|do not train; the first:] ")
                        .formatted(count)
                    + first);
  }

  static Optional<String> beside(Holdout parts) {
    Map<Integer, Face> shown = among(pictures(parts.rest()), parts.validation());
    return shown.entrySet().stream()
        .findFirst()
        .map(
            first ->
                Plural.of(
                            shown.size(),
                            "%d training [face is in a photograph|faces are in photographs] that the"
                                + " validation set shows too, which makes its error too low[:|; the first:]")
                        .formatted(shown.size())
                    + " %s beside %s"
                        .formatted(parts.rest().get(first.getKey()).id(), first.getValue().id()));
  }

  private static List<Path> pictures(List<Face> faces) {
    return faces.stream().map(Face::image).toList();
  }

  /**
   * The places of pictures that show the photographs of faces, each with one of these, in order.
   */
  static Map<Integer, Face> among(List<Path> pictures, List<Face> shown) {
    int[] photographs =
        Photographs.of(
            Stream.concat(pictures(shown).stream(), pictures.stream()).map(HeldOut::real).toList());
    Map<Integer, Face> byPhotograph = new HashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      byPhotograph.putIfAbsent(photographs[i], shown.get(i));
    }
    Map<Integer, Face> both = new LinkedHashMap<>();
    for (int i = 0; i < pictures.size(); i++) {
      Face beside = byPhotograph.get(photographs[shown.size() + i]);
      if (beside != null) {
        both.put(i, beside);
      }
    }
    return both;
  }

  private static Path real(Path picture) {
    try {
      return picture.toRealPath();
    } catch (IOException e) {
      throw InvalidDataException.in(picture, "cannot be opened: " + e.getMessage(), e);
    }
  }
}
