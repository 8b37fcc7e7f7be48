package org.wingloss.cli.terminal;

/** What runs when the program ends. */
public final class ShutdownHooks {
  private ShutdownHooks() {}

  /** Takes a hook back, unless the program is ending and it runs. */
  public static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending.
    }
  }
}
