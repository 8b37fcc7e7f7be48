package org.wingloss.evaluation.reproduction;

import java.util.List;
import java.util.stream.Stream;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.Normaliser;

/** The norm of the paper for a data set, and of today's tables besides. */
public final class PaperNormalisers {
  private PaperNormalisers() {}

  /**
   * The norms for faces of a scheme, the deciding one first (docs/paper.md, section 7): box width
   * for AFLW (A); inter-pupil, and inter-ocular besides, for 300-W and COFW; for others the outer
   * eye corners, else the eye centres, else the landmarks' own box.
   */
  public static List<Normaliser> of(LandmarkScheme scheme) {
    List<String> names =
        switch (scheme.name()) {
          case "aflw-19", "aflw-21" -> List.of("box-width");
          case "300w-68", "300w-51", "cofw-29" -> List.of("inter-pupil", "inter-ocular");
          default ->
              Stream.of("inter-ocular", "inter-pupil", "landmark-box")
                  .filter(name -> Normaliser.of(name).suits(scheme))
                  .limit(1)
                  .toList();
        };
    return names.stream().map(Normaliser::of).toList();
  }
}
