package org.wingloss.cli;

/** The exit codes of the command line; scripts depend on them. */
final class ExitCode {
  static final int OK = 0;
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int BAD_RECIPE = 3;
  static final int BAD_DATA = 4;
  static final int GATE_NOT_MET = 5;

  private ExitCode() {}
}
