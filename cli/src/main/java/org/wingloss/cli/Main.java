package org.wingloss.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.cli.verb.Verbs;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code wingloss VERB}. Results go to standard output, progress and logs to standard error; a
 * failure prints one sentence and ends with the {@link ExitCode} of its kind.
 */
@Command(
    name = "wingloss",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Facial landmark localisation with the Wing loss.",
    synopsisSubcommandLabel = "VERB")
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Also print debug logs and the stack trace of a failure.")
  private boolean verbose;

  /** Runs a verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a verb and returns its exit code; nothing is thrown. */
  static int run(String... args) {
    if (args.length > 0 && !args[0].startsWith("-") && !Verbs.NAMES.contains(args[0])) {
      System.err.printf(
          "error: no verb is called '%s'; known: %s%n", args[0], String.join(", ", Verbs.NAMES));
      return ExitCode.USAGE;
    }
    // Reading the options of twenty verbs takes longer than many a verb.
    boolean named = args.length > 0 && Verbs.NAMES.contains(args[0]);
    return commandLine(named ? List.of(args[0]) : Verbs.NAMES).execute(args);
  }

  /** The program with some of its verbs. */
  static CommandLine commandLine(List<String> verbs) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    verbs.forEach(name -> line.addSubcommand(name, Verbs.of(name)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> main.explain(e, command));
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a verb is needed");
  }

  private int explain(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (verbose) {
      failure.printStackTrace(err);
    }
    if (failure instanceof UsageException) {
      err.println("error: " + failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof InvalidRecipeException) {
      err.println("error: " + failure.getMessage());
      return ExitCode.BAD_RECIPE;
    }
    if (failure instanceof InvalidDataException) {
      err.println("error: " + failure.getMessage());
      return ExitCode.BAD_DATA;
    }
    err.println("unexpected failure: " + failure);
    err.println("Run again with --verbose for the stack trace.");
    return ExitCode.UNEXPECTED;
  }
}
