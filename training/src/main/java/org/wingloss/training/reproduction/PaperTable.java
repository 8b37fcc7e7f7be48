package org.wingloss.training.reproduction;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.line.Labels;

/** A table of the paper as a list of trainings. */
public enum PaperTable {
  /** CNN-6 with each of the four losses, on AFLW. */
  TABLE1("table1", "Table 1: CNN-6 with four losses", "aflw"),
  /** The parameters of Wing with CNN-6, on AFLW. */
  TABLE2("table2", "Table 2: the parameters of Wing", "aflw"),
  /** Balancing and the second stage with each of the four losses, on AFLW. */
  TABLE3("table3", "Table 3: pose balancing and two stages", "aflw"),
  /** The whole method with each of the four losses, on 300-W. */
  TABLE4("table4", "Table 4: 300-W", "300w");

  private static final List<String> WIDTHS = List.of("4", "6", "8", "10", "12", "14");
  private static final List<String> EPSILONS = List.of("0.5", "1", "2", "3");

  private final String label;
  private final String title;
  private final String kind;

  PaperTable(String label, String title, String kind) {
    this.label = label;
    this.title = title;
    this.kind = kind;
  }

  /** The name on the command line. */
  public String label() {
    return label;
  }

  /** The number and the subject. */
  public String title() {
    return title;
  }

  /** The kind of the paper's data set, see {@link org.wingloss.data.dataset.DatasetReader}. */
  public String kind() {
    return kind;
  }

  /** Whether the columns are losses; else they are values of w. */
  public boolean comparesLosses() {
    return this != TABLE2;
  }

  /**
   * The table's cells, row by row, left to right.
   *
   * @param losses the columns wanted; Table 2 is all Wing and takes no notice
   * @throws org.wingloss.training.InvalidRecipeException if a change does not fit the recipes
   */
  public List<PaperCell> cells(Settings settings, List<PaperLoss> losses) {
    List<PaperCell> cells = new ArrayList<>();
    if (!comparesLosses()) {
      for (String epsilon : EPSILONS) {
        for (String w : WIDTHS) {
          cells.add(settings.wing(w, epsilon));
        }
      }
      return cells;
    }
    for (PaperNetwork network : networks()) {
      for (PaperLoss loss : PaperLoss.values()) {
        if (losses.contains(loss)) {
          cells.add(settings.cell(network, loss));
        }
      }
    }
    return cells;
  }

  private List<PaperNetwork> networks() {
    return switch (this) {
      case TABLE1, TABLE2 -> List.of(PaperNetwork.CNN6);
      case TABLE3 -> List.of(PaperNetwork.values());
      case TABLE4 -> List.of(PaperNetwork.CNN67_PDB);
    };
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  public static PaperTable of(String label) {
    return Labels.find("a table is", values(), PaperTable::label, label);
  }
}
