package org.wingloss.spark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.help.HelpPages;
import org.wingloss.cli.help.UsageErrors;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.Failures;
import org.wingloss.cli.terminal.PlainText;
import org.wingloss.cli.terminal.StandardOutput;
import org.wingloss.cli.terminal.Terminal;
import org.wingloss.data.ProgramVersion;
import org.wingloss.spark.predict.SparkPredictVerb;
import org.wingloss.spark.score.SparkScoreVerb;
import org.wingloss.spark.session.SparkFailures;
import org.wingloss.spark.synthesise.SparkSynthesiseVerb;
import org.wingloss.spark.train.SparkReproduceVerb;
import org.wingloss.spark.train.SparkSweepVerb;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code wingloss spark VERB}, and the class that {@code spark-submit} starts. What it prints and
 * the codes with which it ends are those of the other verbs.
 */
@Command(
    name = "wingloss spark",
    mixinStandardHelpOptions = true,
    versionProvider = SparkMain.Version.class,
    description = "Verbs on a Spark cluster, or on the cores of this machine.",
    customSynopsis = "wingloss spark VERB [OPTIONS]",
    commandListHeading = "%n",
    subcommands = {
      SparkPredictVerb.class,
      SparkScoreVerb.class,
      SparkSweepVerb.class,
      SparkReproduceVerb.class,
      SparkSynthesiseVerb.class
    })
public final class SparkMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also print the stack trace of a failure.")
  private boolean verbose;

  /** The version printed by {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"wingloss " + ProgramVersion.text()};
    }
  }

  /**
   * Runs a verb. Success returns: a cluster's master takes a program that leaves for one that
   * failed.
   */
  public static void main(String[] args) {
    int exit = run(new FileOutputStream(FileDescriptor.out), args);
    if (exit != ExitCode.OK) {
      System.exit(exit);
    }
  }

  /** Runs a verb and returns its exit code; nothing is thrown. */
  static int run(OutputStream stdout, String... args) {
    return run(commandLine(), stdout, args);
  }

  /** As {@link #run(OutputStream, String...)}, of a program with other verbs, say. */
  static int run(CommandLine line, OutputStream stdout, String... args) {
    StandardOutput out = new StandardOutput(stdout, Terminal.charset());
    line.setOut(new PrintWriter(out, true));
    SparkMain main = line.getCommand();
    PrintWriter err = PlainText.err(line.getCommandSpec());
    return out.exitCode(
        () -> Failures.lastResort(() -> line.execute(args), () -> main.verbose, err),
        line.getErr());
  }

  /** The program with its verbs. */
  static CommandLine commandLine() {
    SparkMain main = new SparkMain();
    CommandLine line = new CommandLine(main);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setPosixClusteredShortOptionsAllowed(false);
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(new UsageErrors(List.copyOf(line.getSubcommands().keySet())));
    HelpPages.arrange(line);
    line.setExecutionExceptionHandler(
        (e, command, parsed) ->
            Failures.explain(
                SparkFailures.cause(e), main.verbose, PlainText.err(command.getCommandSpec())));
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a verb is needed");
  }
}
