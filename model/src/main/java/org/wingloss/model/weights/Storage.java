package org.wingloss.model.weights;

/** How weights lie in a file; all arithmetic is in float32. */
public enum Storage {
  /** As they are. */
  FLOAT32("float32", "F32"),
  /** Rounded to 16 bits; a reader widens them once. */
  FLOAT16("float16", "F16"),
  /**
   * Tensors with two sides or more rounded to 8 bits, with a scale for each of the first side
   * ({@link ChannelScales}); the others as they are.
   */
  INT8("int8", "I8");

  private final String label;
  private final String type;

  Storage(String label, String type) {
    this.label = label;
    this.type = type;
  }

  /** The name on the command line. */
  public String label() {
    return label;
  }

  /** The name of the type in a safetensors file. */
  String type() {
    return type;
  }
}
