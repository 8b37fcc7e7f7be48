package org.wingloss.data;

/**
 * A library that only some uses of this module need. It is an optional dependency: who reads,
 * crops, augments or scores does without its weight, and who needs it learns what to add.
 */
public enum OptionalLibrary {
  /** Linear algebra of the shape model and so of pose-based balancing. */
  ND4J(
      "a shape model (pose-based balancing, principal component analysis)",
      "org.nd4j.linalg.factory.Nd4j",
      "org.nd4j:nd4j-api, org.nd4j:nd4j-native and, with the classifier of your platform such as"
          + " linux-x86_64, org.nd4j:nd4j-native, org.bytedeco:javacpp and org.bytedeco:openblas"),
  /** Reads and writes AFLW's own database. */
  SQLITE("AFLW's database aflw.sqlite", "org.sqlite.JDBC", "org.xerial:sqlite-jdbc"),
  /** Reads MAT files of version 7.3, which COFW comes in. */
  JHDF("a MAT file of version 7.3 (COFW)", "io.jhdf.HdfFile", "io.jhdf:jhdf");

  private final String need;
  private final String type;
  private final String artefacts;

  OptionalLibrary(String need, String type, String artefacts) {
    this.need = need;
    this.type = type;
    this.artefacts = artefacts;
  }

  /**
   * Checks that the library is on the class path, without starting it.
   *
   * @throws IllegalStateException if it is not; the message names the artefacts to add
   */
  public void require() {
    try {
      Class.forName(type, false, OptionalLibrary.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw missing(e);
    }
  }

  /** The error of a library that is absent or lacks a part, such as its native libraries. */
  public IllegalStateException missing(Throwable cause) {
    return new IllegalStateException(
        "%s needs a library that is not on the class path: add %s (versions:"
                .formatted(need, artefacts)
            + " import the bill of materials org.wingloss:wingloss-bom)",
        cause);
  }
}
