package org.wingloss.training.reproduction;

/** The four rows of Table 3: one stage or two, without or with pose-based data balancing. */
public enum PaperNetwork {
  /** One stage. */
  CNN6("CNN-6", "cnn6", false),
  /** One stage, balanced. */
  CNN6_PDB("CNN-6 + PDB", "cnn6", true),
  /** Two stages. */
  CNN67("CNN-6/7", "cnn67", false),
  /** Two stages, balanced. */
  CNN67_PDB("CNN-6/7 + PDB", "cnn67", true);

  private final String title;
  private final String part;
  private final boolean balanced;

  PaperNetwork(String title, String part, boolean balanced) {
    this.title = title;
    this.part = part;
    this.balanced = balanced;
  }

  /** The name in the paper's tables. */
  public String title() {
    return title;
  }

  /** Whether there is a second stage. */
  public boolean isTwoStage() {
    return part.equals("cnn67");
  }

  /** Whether the training faces are balanced by pose. */
  public boolean isBalanced() {
    return balanced;
  }

  /** The part of a recipe's name. */
  String part() {
    return part;
  }
}
