package org.wingloss.training.reproduction;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.training.sweep.SweepCell;

/**
 * One number of a table as a training.
 *
 * @param row of the table: {@code CNN-6 + PDB}
 * @param column of the table: {@code smooth L1}
 * @param method the paper's name for the cell: {@code CNN-6 + PDB, smooth L1}
 * @param name of its run folders, before the seed
 * @param recipe the name of a bundled recipe
 * @param changes {@code key=value} each
 */
public record PaperCell(
    String row, String column, String method, String name, String recipe, List<String> changes) {
  /** Copies the list. */
  public PaperCell {
    changes = List.copyOf(changes);
  }

  /** The training with one seed; its run folder is called {@code NAME-seedN}. */
  public SweepCell cell(long seed) {
    List<String> all = new ArrayList<>(changes);
    all.add("seed=" + seed);
    return new SweepCell(name + "-seed" + seed, recipe, all);
  }
}
