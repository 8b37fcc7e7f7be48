package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.help.Programs;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.shard.PartHeader;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.data.InvalidDataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code merge}: the result of a command that was run in shards. */
@Command(
    name = "merge",
    header = "join what the shards of a command left",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Joins the parts that a command with --shard 1/N, 2/N … left in OUT.shards, and writes and"
          + " prints what the command without --shard does, to the byte.",
      "A part that is missing, damaged or of another command is named, and nothing is written."
    },
    footer = {
      "",
      "Examples, after predict, and synthesise without a disk in common:",
      "  wingloss merge faces.jsonl",
      "  wingloss merge faces from-first-machine/ from-second-machine/",
      "",
      "Exit codes: those of the command; 4 also where parts are missing or do not fit."
    })
final class MergeVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OUT", description = "What the command had as --out.")
  private Path out;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DIR",
      description = "Further folders of parts, or parts: for shards that had no disk in common.")
  private List<Path> more = List.of();

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    Arguments.usable("OUT", () -> Shard.folder(out));
    Parts parts = Parts.gather(out, more, output::say);
    return verb(parts).merge(parts);
  }

  /** The verb with the options of its shards. */
  private ShardedVerb verb(Parts parts) {
    PartHeader header = parts.header();
    if (!Verbs.NAMES.contains(header.verb())
        || !ShardedVerb.class.isAssignableFrom(Verbs.of(header.verb()))) {
      throw InvalidDataException.in(
          parts.file(), "names the verb '%s', which takes no --shard".formatted(header.verb()));
    }
    CommandLine line = new CommandLine(Verbs.of(header.verb()));
    CommandLine program = spec.root().commandLine();
    program.addSubcommand(header.verb(), line);
    line.setOut(program.getOut());
    line.setErr(program.getErr());
    Programs.readWords(line);
    try {
      ParseResult parsed = line.parseArgs(arguments(header).toArray(String[]::new));
      if (parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()) {
        throw InvalidDataException.in(parts.file(), "holds a command that only asks for help");
      }
    } catch (ParameterException e) {
      throw InvalidDataException.in(
          parts.file(),
          "holds a command that '%s' does not take: %s".formatted(header.verb(), e.getMessage()),
          e);
    }
    return line.getCommand();
  }

  private List<String> arguments(PartHeader header) {
    List<String> words = new ArrayList<>(List.of("--out=" + out));
    if (output.json()) {
      words.add("--json");
    }
    if (output.quiet()) {
      words.add("--quiet");
    }
    words.addAll(header.arguments());
    return words;
  }
}
