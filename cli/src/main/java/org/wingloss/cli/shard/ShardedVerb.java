package org.wingloss.cli.shard;

/** A verb that takes {@code --shard}. */
public interface ShardedVerb {
  /**
   * Makes of all parts what the command makes without {@code --shard}. The options are those of the
   * command, with the result that was named to {@code merge}.
   *
   * @return the exit code
   */
  int merge(Parts parts) throws InterruptedException;
}
