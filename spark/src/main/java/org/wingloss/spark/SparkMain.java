package org.wingloss.spark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.help.Programs;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.spark.predict.SparkPredictVerb;
import org.wingloss.spark.score.SparkScoreVerb;
import org.wingloss.spark.session.SparkFailures;
import org.wingloss.spark.synthesise.SparkSynthesiseVerb;
import org.wingloss.spark.train.SparkReproduceVerb;
import org.wingloss.spark.train.SparkSweepVerb;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    versionProvider = Programs.Version.class,
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

  /**
   * Runs a verb. Success returns: a cluster's master takes a program that leaves for one that
   * failed.
   */
  public static void main(String[] args) {
    Programs.speakEnglish();
    Programs.tidyAtTheEnd(args);
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
    SparkMain main = line.getCommand();
    return Programs.run(line, stdout, () -> main.verbose, args);
  }

  /** The program with its verbs. */
  static CommandLine commandLine() {
    SparkMain main = new SparkMain();
    CommandLine line = new CommandLine(main);
    List<String> verbs = List.copyOf(line.getSubcommands().keySet());
    Programs.arrange(line, verbs, SparkFailures::cause, () -> main.verbose);
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a verb is needed");
  }
}
