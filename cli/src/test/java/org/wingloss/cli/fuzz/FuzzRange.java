package org.wingloss.cli.fuzz;

/** Inputs of one format. */
record FuzzRange(String format, long seed, long from, long to) {
  FuzzRange after(long index) {
    return new FuzzRange(format, seed, index + 1, to);
  }

  @Override
  public String toString() {
    return format + " " + seed + " " + from + " " + to;
  }
}
