package org.wingloss.data.synthetic.render;

/** What a pixel of the picture shows; parts of the head itself come first. */
public enum Part {
  BACKGROUND(0),
  SKIN(1),
  EYE(2),
  TEETH(3),
  MOUTH(4),
  EAR(5),
  SKULL(6),
  HAIR(7),
  CLOTHES(8),
  GLASSES(9),
  LENS(10),
  OCCLUDER(11);

  private static final Part[] BY_LABEL = values();

  private final byte label;

  Part(int label) {
    this.label = (byte) label;
  }

  /** The part's name in a {@link Canvas}. */
  byte label() {
    return label;
  }

  /** The part that a label names. */
  public static Part of(byte label) {
    return BY_LABEL[label];
  }

  /** Whether the pixel shows the head's own flesh, so that what it hides is self-occluded. */
  public boolean isHead() {
    return label >= 1 && label <= 6;
  }
}
