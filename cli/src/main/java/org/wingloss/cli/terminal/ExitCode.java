package org.wingloss.cli.terminal;

/** The exit codes of the command line; scripts depend on them. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int UNEXPECTED = 1;
  public static final int USAGE = 2;
  public static final int BAD_RECIPE = 3;
  public static final int BAD_DATA = 4;
  public static final int GATE_NOT_MET = 5;

  /** The reader of standard output has ended: what a shell says of a program ended by SIGPIPE. */
  public static final int CLOSED_PIPE = 141;

  private ExitCode() {}
}
