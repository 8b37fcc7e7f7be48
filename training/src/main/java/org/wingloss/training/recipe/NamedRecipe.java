package org.wingloss.training.recipe;

import java.util.List;
import java.util.Optional;

/**
 * One line of the table of recipes.
 *
 * @param name such as {@code aflw-cnn6-l2-pdb}
 * @param base the complete recipe that the line changes: its budget
 * @param data the word for the data set
 * @param network the word for the network or the two networks
 * @param loss the word for the loss
 * @param balance the word for pose-based balancing
 * @param published the NME in % that the paper prints for this line, if it does
 * @param measure of what the published number is a share, over which faces, and where it is printed
 * @param note what else was measured
 */
public record NamedRecipe(
    String name,
    String base,
    String data,
    String network,
    String loss,
    String balance,
    Optional<String> published,
    String measure,
    Optional<String> note) {

  /** The words that change the base, in the order in which they do. */
  List<String> words() {
    return List.of(data, loss, balance, network);
  }

  /** The recipe as YAML: a header, then every key with its comment, hence with its trust tag. */
  public String text() {
    return header() + RecipeTable.resolved(this);
  }

  private String header() {
    return """
        # %s: %s, %s, %s, balancing %s; from the base %s.
        #
        #   wingloss train --recipe %s --data DIR --out RUN
        #
        # %s
        #
        """
        .formatted(
            name,
            data,
            network,
            loss,
            balance,
            base,
            name,
            published
                    .map(nme -> "Published: NME %s (%s).".formatted(nme, measure))
                    .orElse("Not published.")
                + note.map(text -> " " + text).orElse(""));
  }
}
