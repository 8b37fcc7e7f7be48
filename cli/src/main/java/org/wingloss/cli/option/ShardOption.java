package org.wingloss.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.shard.TypedCommand;
import org.wingloss.cli.terminal.UsageException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --shard}: one process does a share of the work and leaves a part of the result. */
public final class ShardOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Do only the I-th of N equal shares of the work and leave it in OUT.shards, OUT being"
              + " --out; 'wingloss merge OUT' then joins the N parts.")
  private String text;

  /**
   * The shard, if one is asked for.
   *
   * @param out the result, which the part is of
   * @throws UsageException if it is none, or other options do not go with it
   */
  public Optional<Shard> of(Path out, OutputOptions output) {
    if (text == null) {
      return Optional.empty();
    }
    Shard shard = Arguments.usable("--shard", () -> Shard.parse(text));
    if (out == null) {
      throw new UsageException("--shard needs --out: the part of the result lies beside it");
    }
    if (output.json()) {
      throw new UsageException(
          "--json prints a result, and a shard leaves only a part of one: give it to merge");
    }
    Arguments.usable("--out", () -> Shard.folder(out));
    return Optional.of(shard);
  }

  /** What all shards of the command have in common, see {@link TypedCommand#work}. */
  public ShardedWork work(Map<String, String> content, List<String> names) {
    return TypedCommand.work(verb, content, names);
  }
}
